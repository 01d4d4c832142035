/** Bytes whose lengths do not fit: where Java reads only what it needs, it may not notice. */
export class MalformedElement extends Error {}

/** What reading some elements found out about all of them. */
export interface ElementReading {
  /** False once a length or a string was written in a way that DER does not allow. */
  isDer: boolean
}

/** Nothing in a certificate nests deeper. */
const MAXIMUM_DEPTH = 64
const MAXIMUM_LENGTH_BYTES = 4
const INDEFINITE = 0x80
const CONSTRUCTED = 0x20
const HIGH_TAG_NUMBER = 0x1f
const OCTET_STRING = 0x04
const END_MARKER_BYTES = 2

/**
 * An element of ASN.1 (X.690), whose parts are only read when they are asked for. Java reads certificates like that: what it
 * never looks into may be anything.
 */
export class LazyElement {
  /** Class, the mark of constructed elements, and number, in one byte. */
  readonly tag: number
  /** Without tag and length. */
  readonly content: Uint8Array
  /** With them, as it was written. */
  readonly raw: Uint8Array
  readonly #reading: ElementReading
  readonly #depth: number

  private constructor(
    raw: Uint8Array,
    content: Uint8Array,
    reading: ElementReading,
    depth: number,
    tag: number = raw[0] ?? 0,
  ) {
    this.tag = tag
    this.raw = raw
    this.content = content
    this.#reading = reading
    this.#depth = depth
  }

  /**
   * Reads the one element that the bytes are.
   *
   * @param reading is told whether it is DER
   * @throws Error when they are not exactly one
   */
  static read(bytes: Uint8Array, reading: ElementReading = { isDer: true }): LazyElement {
    const element = LazyElement.#readAt(bytes, 0, reading, 0)
    if (element.raw.length !== bytes.length) throw new MalformedElement('bytes follow the element')
    return element
  }

  static #readAt(bytes: Uint8Array, start: number, reading: ElementReading, depth: number): LazyElement {
    if (depth > MAXIMUM_DEPTH) throw new MalformedElement('it is nested too deeply')
    const { from, length } = readHeader(bytes, start, reading)
    const to = length === undefined ? endMarker(bytes, from, depth) : from + length
    const end = length === undefined ? to + END_MARKER_BYTES : to
    if (end > bytes.length) throw new MalformedElement('an element ends too early')
    return new LazyElement(bytes.subarray(start, end), bytes.subarray(from, to), reading, depth)
  }

  get isConstructed(): boolean {
    return (this.tag & CONSTRUCTED) !== 0
  }

  /** True for the context-specific element `[number]`, constructed or not. */
  isContext(number: number): boolean {
    return (this.tag & ~CONSTRUCTED) === (0x80 | number)
  }

  /**
   * The elements inside, whatever the tag, read one by one: what comes after those that are taken may be anything.
   *
   * @throws Error where one that is taken is none
   */
  *parts(): Generator<LazyElement, void, undefined> {
    for (let offset = 0; offset < this.content.length; ) {
      const part = LazyElement.#readAt(this.content, offset, this.#reading, this.#depth + 1)
      offset += part.raw.length
      yield part
    }
  }

  /** All elements inside. */
  children(): LazyElement[] {
    return [...this.parts()]
  }

  /** @throws Error when the tag is another */
  expect(tag: number): this {
    if (this.tag !== tag) throw new Error('an element is of another type')
    return this
  }

  /**
   * The bytes of an OCTET STRING, which BER allows to write in pieces.
   *
   * @throws Error for anything else
   */
  octets(): Uint8Array {
    if (this.tag === OCTET_STRING) return this.content
    if (!this.isConstructed || (this.tag & HIGH_TAG_NUMBER) !== OCTET_STRING)
      throw new Error('an element is of another type')
    this.#reading.isDer = false
    return Buffer.concat(this.children().map((piece) => piece.octets()))
  }

  /** An element that holds other bytes. */
  within(bytes: Uint8Array): LazyElement {
    return new LazyElement(bytes, bytes, this.#reading, this.#depth, this.tag)
  }

  /** The same with the tag that the context has replaced. */
  as(tag: number): LazyElement {
    return new LazyElement(this.raw, this.content, this.#reading, this.#depth, tag)
  }

  /** Reads an element out of bytes that this one holds, such as the value of an extension. */
  inner(bytes: Uint8Array): LazyElement {
    return LazyElement.read(bytes, this.#reading)
  }
}

function readHeader(
  bytes: Uint8Array,
  start: number,
  reading: ElementReading,
): { from: number; length: number | undefined } {
  const tag = bytes[start]
  const first = bytes[start + 1]
  if (tag === undefined || first === undefined) throw new MalformedElement('an element ends too early')
  if ((tag & HIGH_TAG_NUMBER) === HIGH_TAG_NUMBER) throw new MalformedElement('a tag is too large')
  if (first === INDEFINITE) {
    if ((tag & CONSTRUCTED) === 0) throw new MalformedElement('an element without parts has no length')
    reading.isDer = false
    return { from: start + 2, length: undefined }
  }
  if (first < INDEFINITE) return { from: start + 2, length: first }
  const count = first & 0x7f
  if (count > MAXIMUM_LENGTH_BYTES) throw new MalformedElement('a length is too large')
  let length = 0
  for (let index = 0; index < count; index++) length = length * 256 + (bytes[start + 2 + index] ?? 0)
  if (length < INDEFINITE || length < 256 ** (count - 1)) reading.isDer = false
  return { from: start + 2 + count, length }
}

/** Where the contents of an element of indefinite length end. */
function endMarker(bytes: Uint8Array, from: number, depth: number): number {
  if (depth > MAXIMUM_DEPTH) throw new MalformedElement('it is nested too deeply')
  let offset = from
  while (bytes[offset] !== 0 || bytes[offset + 1] !== 0) {
    const header = readHeader(bytes, offset, { isDer: false })
    offset =
      header.length === undefined
        ? endMarker(bytes, header.from, depth + 1) + END_MARKER_BYTES
        : header.from + header.length
    if (offset >= bytes.length) throw new MalformedElement('an element ends too early')
  }
  return offset
}
