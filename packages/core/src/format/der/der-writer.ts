/**
 * Writes DER (X.690). Certificates, names and timestamp tokens have to go into a signature byte for byte as their
 * issuers encoded them, so structures are put together from bytes instead of being parsed and encoded again.
 */

/** One element: tag, length, and these contents. */
export function element(tag: number, ...contents: Uint8Array[]): Uint8Array {
  const body = Buffer.concat(contents)
  return Buffer.concat([Buffer.from([tag]), encodeLength(body.length), body])
}

function encodeLength(length: number): Uint8Array {
  if (length < 0x80) return Buffer.from([length])
  const octets = bigEndian(BigInt(length))
  return Buffer.concat([Buffer.from([0x80 | octets.length]), octets])
}

function bigEndian(value: bigint): Buffer {
  const hex = value.toString(16)
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex')
}

export function sequence(...contents: Uint8Array[]): Uint8Array {
  return element(0x30, ...contents)
}

/** SET OF: its members are sorted, as DER demands. */
export function set(...contents: Uint8Array[]): Uint8Array {
  return element(0x31, ...contents.toSorted(Buffer.compare))
}

/** A constructed, context-specific element `[tag]`. */
export function context(tag: number, ...contents: Uint8Array[]): Uint8Array {
  return element(0xa0 | tag, ...contents)
}

/** A non-negative INTEGER. */
export function integer(value: number | bigint): Uint8Array {
  const octets = bigEndian(BigInt(value))
  const leadingBitSet = ((octets[0] ?? 0) & 0x80) !== 0
  return element(0x02, ...(leadingBitSet ? [Buffer.from([0]), octets] : [octets]))
}

export function boolean(value: boolean): Uint8Array {
  return element(0x01, Buffer.from([value ? 0xff : 0]))
}

export function octetString(content: Uint8Array): Uint8Array {
  return element(0x04, content)
}

/** Characters of the Basic Multilingual Plane, two bytes each. */
export function bmpString(text: string): Uint8Array {
  return element(0x1e, Buffer.from(text, 'utf16le').swap16())
}

export const NULL: Uint8Array = element(0x05)

/** @param dotted such as `1.2.840.113549` */
export function objectIdentifier(dotted: string): Uint8Array {
  const [first = 0n, second = 0n, ...rest] = dotted.split('.').map(BigInt)
  return element(0x06, ...[first * 40n + second, ...rest].map(base128))
}

function base128(value: bigint): Uint8Array {
  const octets = [Number(value & 0x7fn)]
  for (let rest = value >> 7n; rest > 0n; rest >>= 7n) octets.unshift(Number(rest & 0x7fn) | 0x80)
  return Buffer.from(octets)
}
