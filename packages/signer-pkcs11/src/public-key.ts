import { createPublicKey } from 'node:crypto'

const SEQUENCE = 0x30
const BIT_STRING = 0x03
const OCTET_STRING = 0x04
/** 1.2.840.10045.2.1 with tag and length. */
const EC_PUBLIC_KEY = Buffer.from('06072a8648ce3d0201', 'hex')

/** The SubjectPublicKeyInfo of an RSA key, from CKA_MODULUS and CKA_PUBLIC_EXPONENT. */
export function rsaPublicKey(modulus: Uint8Array, exponent: Uint8Array): Uint8Array {
  const [n, e] = [base64Url(modulus), base64Url(exponent)]
  return createPublicKey({ key: { kty: 'RSA', n, e }, format: 'jwk' }).export({ format: 'der', type: 'spki' })
}

/**
 * The SubjectPublicKeyInfo of a key on a curve.
 *
 * @param parameters CKA_EC_PARAMS, which is DER
 * @param point CKA_EC_POINT: an OCTET STRING with the point, though some modules leave the wrapping out
 */
export function ecPublicKey(parameters: Uint8Array, point: Uint8Array): Uint8Array {
  const bare = unwrapped(point)
  return element(
    SEQUENCE,
    element(SEQUENCE, EC_PUBLIC_KEY, parameters),
    element(BIT_STRING, Buffer.from([0]), bare),
  )
}

function base64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}

/** An uncompressed point begins with the same octet 04, but what follows is no length that fits. */
function unwrapped(point: Uint8Array): Uint8Array {
  const [tag, first = 0, second = 0] = point
  if (tag !== OCTET_STRING) return point
  if (first < 0x80 && point.length === first + 2) return point.subarray(2)
  return first === 0x81 && point.length === second + 3 ? point.subarray(3) : point
}

function element(tag: number, ...contents: Uint8Array[]): Uint8Array {
  const content = Buffer.concat(contents)
  const length = content.length < 0x80 ? [content.length] : [0x81, content.length]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}
