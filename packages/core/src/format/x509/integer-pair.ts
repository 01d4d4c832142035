import { integer, sequence } from '../der/der-writer.ts'
import { type ElementReading, LazyElement } from '../der/lazy-element.ts'

const SEQUENCE = 0x30
const INTEGER = 0x02

/**
 * Rewrites an ECDSA or DSA signature, `SEQUENCE { INTEGER r, INTEGER s }`, as OpenSSL asks for it. Some programs leave out
 * the zero in front of a number, which makes it negative, and Java takes it for the positive one that was meant.
 *
 * @returns undefined for what Java does not take for two numbers
 */
export function positivePair(algorithm: 'ec' | 'dsa', signature: Uint8Array): Uint8Array | undefined {
  const numbers = readPair(signature)
  if (numbers === undefined) return undefined
  // For DSA, Java drops the bytes that only repeat the sign before it forgets the sign; for ECDSA it does not.
  const meant = algorithm === 'dsa' ? numbers.map(withoutSpareSigns) : numbers
  return sequence(...meant.map((bytes) => integer(BigInt(`0x${Buffer.from(bytes).toString('hex')}`))))
}

/** True where one of the numbers is zero. */
export function hasZero(pair: Uint8Array): boolean {
  return LazyElement.read(pair)
    .children()
    .some(({ content }) => content.every((byte) => byte === 0))
}

function readPair(signature: Uint8Array): Uint8Array[] | undefined {
  const reading: ElementReading = { isDer: true }
  try {
    const numbers = LazyElement.read(signature, reading).expect(SEQUENCE).children()
    const areNumbers = numbers.every(({ tag, content }) => tag === INTEGER && isNumber(content))
    return reading.isDer && areNumbers && numbers.length === 2
      ? numbers.map(({ content }) => content)
      : undefined
  } catch {
    return undefined
  }
}

/** Java minds zeros in front that are not needed, but no other bytes. */
function isNumber(bytes: Uint8Array): boolean {
  const hasSpareZero = bytes.length > 1 && bytes[0] === 0 && (bytes[1] ?? 0) < 0x80
  return bytes.length > 0 && !hasSpareZero
}

function withoutSpareSigns(bytes: Uint8Array): Uint8Array {
  let start = 0
  while (bytes[start] === 0xff && (bytes[start + 1] ?? 0) >= 0x80) start++
  return bytes.subarray(start)
}
