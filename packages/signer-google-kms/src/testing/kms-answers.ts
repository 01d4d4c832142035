import type { KeyObject } from 'node:crypto'
import { ecdsaSignatureToDer } from '@tacosmith/core/signer'
import { type SignableDigest, signDigest } from '@tacosmith/test-kit'
import { crc32c } from '../crc32c.ts'

/** A version of a key. */
export interface StoredKey {
  publicKey: KeyObject
  privateKey: KeyObject
  algorithm: string
}

/** What a request is refused with: the code of gRPC. */
export interface Refusal {
  code: number
  message: string
}

/** The fields of google.cloud.kms.v1.PublicKey; the algorithm by its name. */
export interface PublicKeyAnswer {
  name: string
  pem: string
  pemCrc32c: { value: number }
  algorithm: string
}

/** The fields of google.cloud.kms.v1.AsymmetricSignResponse. */
export interface SignatureAnswer {
  name: string
  signature: Uint8Array
  signatureCrc32c: { value: number }
  verifiedDigestCrc32c: boolean
}

export function answerPublicKey(keys: Map<string, StoredKey>, name: string): PublicKeyAnswer | Refusal {
  const key = keys.get(name)
  if (key === undefined) return notFound(name)
  const pem = key.publicKey.export({ format: 'pem', type: 'spki' }).toString()
  return { name, pem, pemCrc32c: { value: crc32c(Buffer.from(pem)) }, algorithm: key.algorithm }
}

/** @param checksum what came along with the digest */
export function answerSignature(
  keys: Map<string, StoredKey>,
  name: string,
  digests: Partial<Record<SignableDigest, Uint8Array>>,
  checksum: string,
): SignatureAnswer | Refusal {
  const key = keys.get(name)
  if (key === undefined) return notFound(name)
  const bits = key.algorithm.slice(-3)
  const digestName = `sha${bits}` as SignableDigest
  const bytes = digests[digestName]
  if (bytes?.length !== Number(bits) / 8) {
    return { code: 3, message: `Digest does not match ${key.algorithm}` }
  }
  const raw = signDigest(key.privateKey, bytes, digestName)
  const signature = key.privateKey.asymmetricKeyType === 'ec' ? ecdsaSignatureToDer(raw) : raw
  return {
    name,
    signature,
    signatureCrc32c: { value: crc32c(signature) },
    verifiedDigestCrc32c: checksum === String(crc32c(bytes)),
  }
}

function notFound(name: string): Refusal {
  return { code: 5, message: `CryptoKeyVersion ${name} not found.` }
}
