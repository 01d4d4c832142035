const CONSTRUCTED = 0x20
const LARGEST_TAG_NUMBER = 30
const MAXIMUM_LENGTH_BYTES = 4
/** Nothing nests deeper without a length. */
const MAXIMUM_DEPTH = 100
/** Nobody writes octets in pieces of pieces. */
const MAXIMUM_OCTETS_DEPTH = 10

/** It nests deeper than anybody writes it. Java may read it, or run out of stack. */
export class NestsTooDeep extends Error {
  constructor() {
    super('it is nested too deeply')
  }
}

/**
 * An element of ASN.1 as Java reads one: DER or BER, and no deeper than somebody asks. What it contains may be anything, as
 * long as nobody looks into it.
 */
export interface BerElement {
  /** Class, mark of constructed elements and number in one byte; Java reads no larger tags. */
  tag: number
  /** Without tag and length. Where the element had no length, those in it have one now, as Java converts them. */
  content: Uint8Array
  /** It was written without a length. */
  indefinite: boolean
}

/**
 * Reads an element at the start of some bytes.
 *
 * @returns the element, and how many bytes it takes
 * @throws Error where Java cannot read it
 */
export function readBerElement(bytes: Uint8Array): { element: BerElement; size: number } {
  const { tag, length, contentStart } = readHeader(bytes, 0)
  if (length === undefined) {
    if ((tag & CONSTRUCTED) === 0) throw new Error('an element without parts has no length')
    const { content, end } = convert(bytes, contentStart, 0)
    return { element: { tag, content, indefinite: true }, size: end }
  }
  const end = contentStart + length
  if (end > bytes.length) throw new Error('it ends too early')
  const content = bytes.subarray(contentStart, end)
  return { element: { tag, content, indefinite: false }, size: end }
}

/** The elements that an element is made of. @throws Error where Java cannot read one */
export function berParts(element: BerElement): BerElement[] {
  const { parts, error } = readableBerParts(element)
  if (error !== undefined) throw error
  return parts
}

/** Those up to the first one that Java cannot read, and what is wrong with it. @throws NestsTooDeep */
export function readableBerParts({ content }: BerElement): { parts: BerElement[]; error?: Error } {
  const parts: BerElement[] = []
  for (let rest = content; rest.length > 0; ) {
    try {
      const { element, size } = readBerElement(rest)
      parts.push(element)
      rest = rest.subarray(size)
    } catch (error) {
      if (error instanceof NestsTooDeep) throw error
      return { parts, error: error as Error }
    }
  }
  return { parts }
}

/** An element with its tag and the shortest form of its length. */
export function encodeBerElement({ tag, content }: Pick<BerElement, 'tag' | 'content'>): Uint8Array {
  return Buffer.concat([Uint8Array.of(tag), encodeLength(content.length), content])
}

/** The contents of a primitive OCTET STRING or one in pieces. @throws Error where Java cannot read it */
export function berOctets(element: BerElement, depth = 0): Uint8Array {
  if (depth > MAXIMUM_OCTETS_DEPTH) throw new NestsTooDeep()
  const isOctets = element.tag === 0x04 || (element.tag & (CONSTRUCTED | 0x1f)) === (CONSTRUCTED | 0x04)
  if (!isOctets) throw new Error('octets are of another type')
  if ((element.tag & CONSTRUCTED) === 0) return element.content
  return Buffer.concat(berParts(element).map((part) => berOctets(part, depth + 1)))
}

interface Header {
  tag: number
  /** Undefined where there is none. */
  length: number | undefined
  contentStart: number
}

function readHeader(bytes: Uint8Array, start: number): Header {
  const tag = byteAt(bytes, start)
  if ((tag & 0x1f) > LARGEST_TAG_NUMBER) throw new Error('a tag is too large')
  const first = byteAt(bytes, start + 1)
  if (first === 0x80) return { tag, length: undefined, contentStart: start + 2 }
  if (first < 0x80) return { tag, length: first, contentStart: start + 2 }
  const count = first & 0x7f
  if (count > MAXIMUM_LENGTH_BYTES) throw new Error('a length is too large')
  let length = 0
  for (let index = 1; index <= count; index++) length = length * 256 + byteAt(bytes, start + 1 + index)
  return { tag, length, contentStart: start + 2 + count }
}

function byteAt(bytes: Uint8Array, position: number): number {
  const byte = bytes[position]
  if (byte === undefined) throw new Error('it ends too early')
  return byte
}

/** Up to the end marker: the parts with lengths of their own. What has a length is copied without a look into it. */
function convert(bytes: Uint8Array, start: number, depth: number): { content: Uint8Array; end: number } {
  if (depth > MAXIMUM_DEPTH) throw new NestsTooDeep()
  const pieces: Uint8Array[] = []
  let position = start
  while (byteAt(bytes, position) !== 0 || byteAt(bytes, position + 1) !== 0) {
    const { tag, length, contentStart } = readHeader(bytes, position)
    if (length === undefined) {
      const inner = convert(bytes, contentStart, depth + 1)
      pieces.push(encodeBerElement({ tag, content: inner.content }))
      position = inner.end
    } else {
      position = contentStart + length
      if (position > bytes.length) throw new Error('it ends too early')
      pieces.push(encodeBerElement({ tag, content: bytes.subarray(contentStart, position) }))
    }
  }
  return { content: Buffer.concat(pieces), end: position + 2 }
}

function encodeLength(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length)
  const hex = length.toString(16)
  const octets = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex')
  return Buffer.concat([Uint8Array.of(0x80 | octets.length), octets])
}
