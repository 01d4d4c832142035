import { constants, createECDH, type KeyObject, privateEncrypt } from 'node:crypto'

/** The digests that services are sent. */
export type SignableDigest = 'sha256' | 'sha384' | 'sha512'

/** Everything of a DigestInfo (RFC 8017, section 9.2) that comes before the digest. */
const DIGEST_INFO_PREFIX: Record<SignableDigest, string> = {
  sha256: '3031300d060960864801650304020105000420',
  sha384: '3041300d060960864801650304020205000430',
  sha512: '3051300d060960864801650304020305000440',
}

/** The order of each curve's base point (SEC 2). */
const CURVE_ORDERS: Record<string, bigint> = {
  prime256v1: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  secp384r1:
    0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
  secp521r1:
    0x1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
}

/**
 * Signs a digest that was made elsewhere, as key services do. Node itself signs only what it has digested.
 *
 * For tests only: it is not made to keep the key secret.
 *
 * @returns for RSA a PKCS#1 v1.5 signature, for EC r and s, one after the other
 */
export function signDigest(privateKey: KeyObject, digest: Uint8Array, name: SignableDigest): Buffer {
  if (privateKey.asymmetricKeyType === 'ec') return signWithCurve(privateKey, digest)
  const digestInfo = Buffer.concat([Buffer.from(DIGEST_INFO_PREFIX[name], 'hex'), digest])
  return privateEncrypt({ key: privateKey, padding: constants.RSA_PKCS1_PADDING }, digestInfo)
}

/** ECDSA (FIPS 186-5, section 6.4.1). */
function signWithCurve(privateKey: KeyObject, digest: Uint8Array): Buffer {
  const curve = privateKey.asymmetricKeyDetails?.namedCurve ?? ''
  const order = CURVE_ORDERS[curve]
  if (order === undefined) throw new Error(`no order is known for the curve ${curve}`)
  const octets = Math.ceil(bitLength(order) / 8)
  const key = toInteger(Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url'))
  const excess = Math.max(0, digest.length * 8 - bitLength(order))
  const message = toInteger(digest) >> BigInt(excess)

  const ephemeral = createECDH(curve)
  const point = ephemeral.generateKeys()
  const r = toInteger(point.subarray(1, 1 + (point.length - 1) / 2)) % order
  const s = (inverse(toInteger(ephemeral.getPrivateKey()), order) * (message + r * key)) % order
  return Buffer.concat(
    [r, s].map((value) => Buffer.from(value.toString(16).padStart(octets * 2, '0'), 'hex')),
  )
}

function bitLength(value: bigint): number {
  return value.toString(2).length
}

function toInteger(bigEndian: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bigEndian).toString('hex')}`)
}

/** By the extended Euclidean algorithm. */
function inverse(value: bigint, modulus: bigint): bigint {
  let [remainder, next, factor, nextFactor] = [modulus, value, 0n, 1n]
  while (next !== 0n) {
    const quotient = remainder / next
    ;[remainder, next] = [next, remainder - quotient * next]
    ;[factor, nextFactor] = [nextFactor, factor - quotient * nextFactor]
  }
  return ((factor % modulus) + modulus) % modulus
}
