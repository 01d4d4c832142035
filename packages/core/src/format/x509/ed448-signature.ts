import { createHash } from 'node:crypto'
import { EDWARDS_CURVES } from './edwards-point.ts'
import { modulo, power } from './prime-field.ts'

/** RFC 8032, section 5.2. */
const { prime: PRIME, d: D } = EDWARDS_CURVES.ed448
const ORDER =
  2n ** 446n - 13_818_066_809_895_115_352_007_386_748_515_426_880_336_692_474_882_178_609_894_547_503_885n
const BASE = {
  x: 224_580_040_295_924_300_187_604_334_099_896_036_246_789_641_632_564_134_246_125_461_686_950_415_467_406_032_909_029_192_869_357_953_282_578_032_075_146_446_173_674_602_635_247_710n,
  y: 298_819_210_078_481_492_676_017_930_443_930_673_437_544_040_154_080_242_095_928_241_372_331_506_189_835_876_003_536_878_655_418_784_733_982_303_233_503_462_500_531_545_062_832_660n,
}
const BYTES = 57
/** Neither a context nor a digest made before. */
const DOMAIN = Buffer.concat([Buffer.from('SigEd448'), Buffer.from([0, 0])])

/** x/z and y/z are the coordinates. */
interface Point {
  x: bigint
  y: bigint
  z: bigint
}

/**
 * True where a signature of Ed448 fits its key exactly, as Java asks: S·B = R + k·A. The standard allows to multiply both
 * sides by four, as OpenSSL does, which overlooks points of low order. This is asked besides OpenSSL, not instead of it.
 *
 * @param key the encoded point
 */
export function isExactEd448(key: Uint8Array, data: Uint8Array, signature: Uint8Array): boolean {
  const [sum, scalar] = [signature.subarray(0, BYTES), signature.subarray(BYTES)]
  const [own, random] = [decode(key), decode(sum)]
  if (signature.length !== 2 * BYTES || own === undefined || random === undefined) return false
  const hash = createHash('shake256', { outputLength: 2 * BYTES })
  const challenge = littleEndian(hash.update(DOMAIN).update(sum).update(key).update(data).digest()) % ORDER
  const left = times(littleEndian(scalar), { ...BASE, z: 1n })
  const right = plus(random, times(challenge, own))
  return (
    modulo(left.x * right.z - right.x * left.z, PRIME) === 0n &&
    modulo(left.y * right.z - right.y * left.z, PRIME) === 0n
  )
}

/** RFC 8032, section 5.2.3. */
function decode(encoded: Uint8Array): Point | undefined {
  const bytes = Buffer.from(encoded)
  const last = bytes.at(-1) ?? 0
  bytes[bytes.length - 1] = last & 0x7f
  const y = littleEndian(bytes)
  if (bytes.length !== BYTES || y >= PRIME) return undefined
  const square = modulo((y * y - 1n) * power(D * y * y - 1n, PRIME - 2n, PRIME), PRIME)
  const root = power(square, (PRIME + 1n) / 4n, PRIME)
  const isNegative = last >= 0x80
  if ((root * root) % PRIME !== square || (root === 0n && isNegative)) return undefined
  return { x: (root & 1n) === (isNegative ? 1n : 0n) ? root : PRIME - root, y, z: 1n }
}

function littleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).reverse().toString('hex') || '0'}`)
}

/** RFC 8032, section 5.2.4; it holds for any two points. */
function plus(one: Point, other: Point): Point {
  const a = (one.z * other.z) % PRIME
  const b = (a * a) % PRIME
  const c = (one.x * other.x) % PRIME
  const d = (one.y * other.y) % PRIME
  const e = (((D * c) % PRIME) * d) % PRIME
  const [f, g] = [b - e, b + e]
  const h = (one.x + one.y) * (other.x + other.y)
  return {
    x: modulo(((a * f) % PRIME) * ((h - c - d) % PRIME), PRIME),
    y: modulo(((a * g) % PRIME) * (d - c), PRIME),
    z: modulo(f * g, PRIME),
  }
}

function times(factor: bigint, point: Point): Point {
  let result: Point = { x: 0n, y: 1n, z: 1n }
  for (let left = factor, double = point; left > 0n; left >>= 1n) {
    if (left & 1n) result = plus(result, double)
    double = plus(double, double)
  }
  return result
}
