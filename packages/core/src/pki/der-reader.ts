import { type BaseBlock, fromBER, GeneralizedTime, ObjectIdentifier, UTCTime } from 'asn1js'

/** Nothing in a signature or keystore nests deeper. What an OCTET STRING holds is parsed only when it is asked for. */
const PARSER_OPTIONS = { maxDepth: 64, parseEmbedded: false }

/**
 * Parses one ASN.1 element that fills the input.
 *
 * @throws Error saying why the bytes are not ASN.1; callers wrap it in an error that names the input.
 */
export function parseAsn1(bytes: Uint8Array): BaseBlock {
  const { offset, result } = fromBER(new Uint8Array(bytes), PARSER_OPTIONS)
  if (offset === -1) throw new Error(result.error || 'not ASN.1')
  if (offset !== bytes.length) throw new Error(`${bytes.length - offset} bytes follow the ASN.1 element`)
  return result
}

/** The bytes of an element as they were read, tag and length included. */
export function rawBytes(node: BaseBlock): Uint8Array {
  return node.valueBeforeDecodeView
}

/** The elements inside a constructed element; none for a primitive one. */
export function childrenOf(node: BaseBlock | undefined): BaseBlock[] {
  const value: unknown = (node?.valueBlock as { value?: unknown } | undefined)?.value
  return Array.isArray(value) ? (value as BaseBlock[]) : []
}

/** The contents of a primitive element. */
export function primitiveBytes(node: BaseBlock | undefined): Uint8Array {
  const view: unknown = (node?.valueBlock as { valueHexView?: unknown } | undefined)?.valueHexView
  return view instanceof Uint8Array ? view : new Uint8Array()
}

/**
 * The contents of an OCTET STRING. BER allows to write it in pieces, which some timestamp authorities and keystores do.
 */
export function octets(node: BaseBlock | undefined): Uint8Array {
  const pieces = childrenOf(node)
  if (node?.idBlock.isConstructed === true && pieces.length > 0) return Buffer.concat(pieces.map(octets))
  return primitiveBytes(node)
}

/** The dotted form of an OBJECT IDENTIFIER; empty for anything else. */
export function dottedOid(node: BaseBlock | undefined): string {
  return node instanceof ObjectIdentifier ? node.getValue() : ''
}

/** True for the context-specific element `[tag]`. */
export function isContext(node: BaseBlock | undefined, tag: number): node is BaseBlock {
  return node?.idBlock.tagClass === 3 && node.idBlock.tagNumber === tag
}

/** An INTEGER that fits 48 bits; NaN for a negative or larger one, or anything else. */
export function smallInteger(node: BaseBlock | undefined): number {
  const bytes = node?.idBlock.tagClass === 1 && node.idBlock.tagNumber === 2 ? primitiveBytes(node) : []
  const negative = ((bytes[0] ?? 0) & 0x80) !== 0
  if (bytes.length < 1 || bytes.length > 6 || negative) return Number.NaN
  return Buffer.from(bytes).readUIntBE(0, bytes.length)
}

/** The instant that a UTCTime or GeneralizedTime names. @throws Error for anything else. */
export function instant(node: BaseBlock | undefined): Date {
  const date = node instanceof UTCTime || node instanceof GeneralizedTime ? node.toDate() : undefined
  if (date === undefined || Number.isNaN(date.getTime())) throw new Error('no time where one is expected')
  return date
}
