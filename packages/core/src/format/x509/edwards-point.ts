import { modulo, power } from './prime-field.ts'

/** An Edwards curve of RFC 8032: a·x² + y² = 1 + d·x²·y². */
interface EdwardsCurve {
  prime: bigint
  a: bigint
  d: bigint
}

const PRIME_25519 = 2n ** 255n - 19n
/** The curves of both algorithms. */
export const EDWARDS_CURVES: Readonly<Record<'ed25519' | 'ed448', EdwardsCurve>> = {
  ed25519: {
    prime: PRIME_25519,
    a: -1n,
    d: modulo(-121_665n * power(121_666n, PRIME_25519 - 2n, PRIME_25519), PRIME_25519),
  },
  ed448: { prime: 2n ** 448n - 2n ** 224n - 1n, a: 1n, d: -39_081n },
}
const SIGN = 0x80

/**
 * True for the one encoding of a point of the curve (RFC 8032, sections 5.1.3 and 5.2.3). OpenSSL also takes others for it:
 * numbers that are not below the prime, and a zero with a sign.
 */
export function isEdwardsPoint(curve: 'ed25519' | 'ed448', encoded: Uint8Array): boolean {
  const { prime, a, d } = EDWARDS_CURVES[curve]
  const y = yOf(encoded)
  if (y >= prime) return false
  // x² = (1 - y²) / (a - d·y²); a fraction is a square where the product of its two numbers is one.
  const numerator = modulo(1n - y * y, prime)
  const denominator = modulo(a - d * y * y, prime)
  if (numerator === 0n) return !hasSign(encoded)
  return power(modulo(numerator * denominator, prime), (prime - 1n) / 2n, prime) === 1n
}

/** True for the points of Ed448 that give nothing when they are added to themselves four times: y is 1, -1 or 0. */
export function isLowOrderOfEd448(encoded: Uint8Array): boolean {
  const y = yOf(encoded)
  return y <= 1n || y === EDWARDS_CURVES.ed448.prime - 1n
}

/** Little-endian; the first bit of the last byte is the sign of x. */
function yOf(encoded: Uint8Array): bigint {
  const bytes = Buffer.from(encoded).reverse()
  bytes[0] = (bytes[0] ?? 0) & ~SIGN
  return BigInt(`0x${bytes.toString('hex') || '0'}`)
}

function hasSign(encoded: Uint8Array): boolean {
  return ((encoded.at(-1) ?? 0) & SIGN) !== 0
}
