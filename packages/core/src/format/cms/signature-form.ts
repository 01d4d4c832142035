import { createHash, type KeyObject } from 'node:crypto'
import type { SignatureAlgorithm } from '../x509/algorithm-names.ts'
import { describeKey, isRsa } from '../x509/algorithms.ts'
import { positivePair } from '../x509/integer-pair.ts'
import type { PssParameters } from '../x509/rsa-pss.ts'
import { damaged, refused } from './jar-block-problem.ts'

const ED25519_BYTES = 64
/** What PKCS #1 v1.5 puts around a digest: the padding, and how the digest is called (RFC 8017, section 9.2). */
const PKCS1_BYTES = 11 + 19
const SHORT_NAME_BYTES = 11 + 15
/** RSA-PSS puts two bytes beside the digest and the salt (RFC 8017, section 9.1.1). */
const PSS_BYTES = 2

/** Java passes over a signature that has not the form of one, and gives up on one that does not hold. */
export function checkSignatureForm(
  algorithm: SignatureAlgorithm,
  signature: Uint8Array,
  key: KeyObject,
): void {
  const problem = 'its signature is malformed'
  const description = describeKey(key)
  if (isRsa(description) && signature.length !== Math.ceil(description.bits / 8)) damaged(problem)
  // JDK 17 takes more bytes for a larger number, JDK 25 for no signature.
  if (algorithm === 'ed25519' && signature.length > ED25519_BYTES)
    refused('rare-algorithm', 'its Ed25519 signature is too long')
  if (algorithm === 'ed25519' && signature.length < ED25519_BYTES) damaged(problem)
  if (algorithm === 'ecdsa' && positivePair('ec', signature) === undefined) damaged(problem)
}

/** A key without room for the digest signs nothing: Java passes over what claims to be a signature by it. */
export function checkDigestFits(key: KeyObject, hash: string): void {
  const size = Math.ceil(describeKey(key).bits / 8)
  const around = ['md5', 'sha1'].includes(hash) ? SHORT_NAME_BYTES : PKCS1_BYTES
  if (size < around + createHash(hash).digest().length) damaged(`its key is too short for ${hash}`)
}

/** The same for RSA-PSS. */
export function checkSaltFits(bits: number, { digest, saltLength }: PssParameters): void {
  // Java counts a byte that is of no use where a bit is left over.
  const size = Math.ceil(bits / 8)
  if (size < PSS_BYTES + createHash(digest).digest().length + saltLength)
    damaged(`its key is too short for a salt of ${saltLength} bytes`)
}
