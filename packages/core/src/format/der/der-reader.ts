/** One element of ASN.1, as it was encoded. */
export interface Asn1Node {
  tagClass: 'universal' | 'application' | 'context' | 'private'
  tagNumber: number
  constructed: boolean
  /** Tag, length and contents. */
  raw: Uint8Array
  /** Without tag and length. */
  content: Uint8Array
  /** The elements inside a constructed one. */
  children: Asn1Node[]
}

/** Tag numbers of universal types (X.680). */
export const UNIVERSAL = {
  boolean: 1,
  integer: 2,
  bitString: 3,
  octetString: 4,
  objectIdentifier: 6,
  utf8String: 12,
  sequence: 16,
  utcTime: 23,
  generalizedTime: 24,
  bmpString: 30,
} as const

const TAG_CLASSES = ['universal', 'application', 'context', 'private'] as const
/** Nothing in a signature or keystore nests deeper. What an OCTET STRING holds is parsed only when it is asked for. */
const MAXIMUM_DEPTH = 64
/** A keystore with all the authorities of the world has some 10,000. */
const MAXIMUM_NODES = 200_000
const MAXIMUM_LENGTH_BYTES = 4

/**
 * Parses one ASN.1 element that fills the input, in DER or BER (X.690).
 *
 * @throws Error saying why the bytes are not ASN.1; callers wrap it in an error that names the input.
 */
export function parseAsn1(bytes: Uint8Array): Asn1Node {
  return parseWhole(bytes, MAXIMUM_DEPTH + 1)
}

/**
 * As {@link parseAsn1}, but deeper elements are not looked into: they have no `children`. For telling what something
 * is; where the rest of it counts it has to be parsed as a whole.
 *
 * @param depth 1 stops at the parts of the outermost element
 * @throws Error as `parseAsn1` does, as far as it looks
 */
export function parseOutline(bytes: Uint8Array, depth: number): Asn1Node {
  return parseWhole(bytes, depth)
}

function parseWhole(bytes: Uint8Array, depth: number): Asn1Node {
  const parser = new Asn1Parser(bytes, depth)
  const node = parser.node(0, bytes.length)
  const left = bytes.length - node.raw.length
  if (left !== 0) throw new Error(`${left} bytes follow the ASN.1 element`)
  return node
}

/**
 * Reads what nests by recursion, whose depth is limited. Written for this purpose because the general parser that is
 * used for writing certificates takes longer to load and to read one certificate than to sign.
 */
class Asn1Parser {
  readonly #bytes: Uint8Array
  readonly #parsedDepth: number
  #offset = 0
  #nodes = 0

  constructor(bytes: Uint8Array, parsedDepth: number) {
    this.#bytes = bytes
    this.#parsedDepth = parsedDepth
  }

  /** @param end where the element that this one lies in ends */
  node(depth: number, end: number): Asn1Node {
    this.#nodes += 1
    if (depth > MAXIMUM_DEPTH || this.#nodes > MAXIMUM_NODES)
      throw new Error('it is nested too deeply or is too large')
    const start = this.#offset
    const identifier = this.#byte(end)
    const constructed = (identifier & 0x20) !== 0
    const tagNumber = this.#tagNumber(identifier & 0x1f, end)
    const length = this.#length(end)
    const contentStart = this.#offset
    const children = length === undefined ? this.#untilMarker(depth, end, constructed) : []
    const contentEnd = length === undefined ? this.#offset - END_MARKER_BYTES : contentStart + length
    if (length !== undefined && constructed && depth < this.#parsedDepth) {
      while (this.#offset < contentEnd) children.push(this.node(depth + 1, contentEnd))
    }
    if (length !== undefined) this.#offset = contentEnd
    return {
      tagClass: TAG_CLASSES[identifier >> 6] ?? 'universal',
      tagNumber,
      constructed,
      raw: this.#bytes.subarray(start, this.#offset),
      content: this.#bytes.subarray(contentStart, contentEnd),
      children,
    }
  }

  /** The contents of an element of indefinite length, which only BER has. */
  #untilMarker(depth: number, end: number, constructed: boolean): Asn1Node[] {
    if (!constructed) throw new Error('an element without parts has no length')
    const children: Asn1Node[] = []
    while (this.#bytes[this.#offset] !== 0 || this.#bytes[this.#offset + 1] !== 0) {
      children.push(this.node(depth + 1, end))
    }
    this.#offset += END_MARKER_BYTES
    if (this.#offset > end) throw new Error('it ends too early')
    return children
  }

  #byte(end: number): number {
    const byte = this.#bytes[this.#offset]
    if (byte === undefined || this.#offset >= end) throw new Error('it ends too early')
    this.#offset += 1
    return byte
  }

  #tagNumber(low: number, end: number): number {
    if (low !== 0x1f) return low
    let number = 0
    for (let byte = 0x80; (byte & 0x80) !== 0; ) {
      byte = this.#byte(end)
      number = number * 128 + (byte & 0x7f)
      if (number > 0xffff) throw new Error('a tag is too large')
    }
    return number
  }

  /** Undefined for the indefinite length. */
  #length(end: number): number | undefined {
    const first = this.#byte(end)
    if (first === 0x80) return undefined
    if (first < 0x80) return this.#within(first, end)
    const count = first & 0x7f
    if (count > MAXIMUM_LENGTH_BYTES) throw new Error('a length is too large')
    let length = 0
    for (let left = count; left > 0; left--) length = length * 256 + this.#byte(end)
    return this.#within(length, end)
  }

  #within(length: number, end: number): number {
    if (length > end - this.#offset) throw new Error('it ends too early')
    return length
  }
}

const END_MARKER_BYTES = 2

/** The bytes of an element as they were read, tag and length included. */
export function rawBytes(node: Asn1Node): Uint8Array {
  return node.raw
}

/** The elements inside a constructed element; none for a primitive one. */
export function childrenOf(node: Asn1Node | undefined): Asn1Node[] {
  return node?.children ?? []
}

/** The contents of a primitive element. */
export function primitiveBytes(node: Asn1Node | undefined): Uint8Array {
  return node === undefined || node.constructed ? new Uint8Array() : node.content
}

/**
 * The contents of an OCTET STRING. BER allows to write it in pieces, which some timestamp authorities and keystores do.
 */
export function octets(node: Asn1Node | undefined): Uint8Array {
  return node?.constructed ? Buffer.concat(node.children.map(octets)) : primitiveBytes(node)
}

/** True for the universal type with this tag number. */
export function isUniversal(node: Asn1Node | undefined, tagNumber: number): node is Asn1Node {
  return node?.tagClass === 'universal' && node.tagNumber === tagNumber
}

/** True for the context-specific element `[tag]`. */
export function isContext(node: Asn1Node | undefined, tag: number): node is Asn1Node {
  return node?.tagClass === 'context' && node.tagNumber === tag
}
