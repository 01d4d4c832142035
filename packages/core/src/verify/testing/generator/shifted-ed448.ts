import { createHash, type KeyObject, sign } from 'node:crypto'
import { element, objectIdentifier, sequence } from '../../../format/der/der-writer.ts'
import { spki } from './certificate-maker.ts'
import { ringKey } from './key-ring.ts'
import type { SignatureChoice } from './signature-choice.ts'

const PRIME = 2n ** 448n - 2n ** 224n - 1n
const ORDER =
  2n ** 446n - 13_818_066_809_895_115_352_007_386_748_515_426_880_336_692_474_882_178_609_894_547_503_885n
const BYTES = 57
const DOMAIN = Buffer.concat([Buffer.from('SigEd448'), Buffer.from([0, 0])])
const IDENTIFIER = sequence(objectIdentifier('1.3.101.113'))

/** The point of the Ed448 key of the ring after (0, -1) was added to it: both coordinates change their sign. */
export function shiftedPoint(): Uint8Array {
  const point = Buffer.from(spki(ringKey('ed448').publicKey).subarray(-BYTES))
  const sign = (point.at(-1) ?? 0) & 0x80
  point[BYTES - 1] = 0
  const shifted = bytesOf(PRIME - numberOf(point))
  shifted[BYTES - 1] = sign ^ 0x80
  return shifted
}

/** As a SubjectPublicKeyInfo. */
export function shiftedKey(): Uint8Array {
  return sequence(IDENTIFIER, element(0x03, Buffer.from([0]), shiftedPoint()))
}

/**
 * Signs for that key. As (0, -1) counts an odd number of times or an even one, the signature is off by it, which OpenSSL
 * overlooks, or exact.
 */
export function shiftedSignature(data: Uint8Array, isExact: boolean): Uint8Array {
  const { privateKey, publicKey } = ringKey('ed448')
  const secret = secretOf(privateKey)
  const own = spki(publicKey).subarray(-BYTES)
  for (let attempt = 0; ; attempt++) {
    // Each message gives another random number, which a signature betrays to whoever knows the key.
    const message = Buffer.from(`message ${attempt}`)
    const known = sign(null, message, privateKey)
    const sum = known.subarray(0, BYTES)
    const random = numberOf(known.subarray(BYTES)) - challenge(sum, own, message) * secret
    const asked = challenge(sum, shiftedPoint(), data)
    if ((asked % 2n === 0n) !== isExact) continue
    const scalar = (((random + asked * secret) % ORDER) + ORDER) % ORDER
    return Buffer.concat([sum, bytesOf(scalar)])
  }
}

export function shiftedChoice(isExact: boolean): SignatureChoice {
  return {
    ...{ name: 'Ed448, shifted', keys: [], identifier: IDENTIFIER },
    sign: (data) => shiftedSignature(data, isExact),
  }
}

/** RFC 8032, section 5.2.5. */
function secretOf(key: KeyObject): bigint {
  const seed = Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url')
  const hash = shake(seed).subarray(0, BYTES)
  hash[0] = (hash[0] ?? 0) & 0xfc
  hash[BYTES - 2] = (hash[BYTES - 2] ?? 0) | 0x80
  hash[BYTES - 1] = 0
  return numberOf(hash)
}

function challenge(sum: Uint8Array, point: Uint8Array, data: Uint8Array): bigint {
  return numberOf(shake(Buffer.concat([DOMAIN, sum, point, data]))) % ORDER
}

function shake(data: Uint8Array): Buffer {
  return createHash('shake256', { outputLength: 2 * BYTES })
    .update(data)
    .digest()
}

function numberOf(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`)
}

function bytesOf(number: bigint): Buffer {
  return Buffer.from(number.toString(16).padStart(2 * BYTES, '0'), 'hex').reverse()
}
