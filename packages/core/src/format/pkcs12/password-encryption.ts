import { createDecipheriv, pbkdf2Sync } from 'node:crypto'
import { dottedOid, smallInteger } from '../der/asn1-values.ts'
import { type Asn1Node, childrenOf, octets } from '../der/der-reader.ts'
import type { IterationBudget } from './iteration-budget.ts'
import type { EncodedPassword } from './password-encoding.ts'
import { DERIVATION_PURPOSE, derivePkcs12Key } from './pkcs12-key-derivation.ts'
import { decryptRc2Cbc } from './rc2.ts'

const PBES2 = '1.2.840.113549.1.5.13'
const PBKDF2 = '1.2.840.113549.1.5.12'

/** The derivation of RFC 7914, in files of OpenSSL's `pkcs8 -scrypt`. */
const SCRYPT = '1.3.6.1.4.1.11591.4.11'
/** PBES1 (RFC 8018, appendix A.3) and the encryption of PKCS#12 itself: salt and iterations. */
const SALT_AND_ITERATIONS = /^1\.2\.840\.113549\.1\.(?:5\.(?:1|3|4|6|10|11)|12\.1\.[1-6])$/
/** Key and initialization vector are derived one after the other, at most two blocks for the key. */
const OLD_ENCRYPTION_BLOCKS = 3

/** A digest and the bytes it gives. */
export interface DigestSize {
  name: string
  bytes: number
}

/** HMACs by object identifier (RFC 8018, appendix B.1.2), as Node names their digests. */
const HMACS: Record<string, DigestSize> = {
  '1.2.840.113549.2.7': { name: 'sha1', bytes: 20 },
  '1.2.840.113549.2.8': { name: 'sha224', bytes: 28 },
  '1.2.840.113549.2.9': { name: 'sha256', bytes: 32 },
  '1.2.840.113549.2.10': { name: 'sha384', bytes: 48 },
  '1.2.840.113549.2.11': { name: 'sha512', bytes: 64 },
}
const HMAC_WITH_SHA1: DigestSize = { name: 'sha1', bytes: 20 }

const CIPHERS: Record<string, { name: string; keyBytes: number }> = {
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', keyBytes: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', keyBytes: 24 },
  '2.16.840.1.101.3.4.1.42': { name: 'aes-256-cbc', keyBytes: 32 },
  '1.2.840.113549.3.7': { name: 'des-ede3-cbc', keyBytes: 24 },
}

/** The encryption of PKCS#12 itself (RFC 7292, appendix C), always with SHA-1. */
const PKCS12_CIPHERS: Record<string, { name: 'des-ede3-cbc' | 'rc2'; keyBytes: number }> = {
  '1.2.840.113549.1.12.1.3': { name: 'des-ede3-cbc', keyBytes: 24 },
  '1.2.840.113549.1.12.1.4': { name: 'des-ede3-cbc', keyBytes: 16 },
  '1.2.840.113549.1.12.1.5': { name: 'rc2', keyBytes: 16 },
  '1.2.840.113549.1.12.1.6': { name: 'rc2', keyBytes: 5 },
}

const SHA1_BYTES = 20
/** Of ciphers that only OpenSSL knows. */
const LONGEST_KEY_BYTES = 32
/** Both ciphers of PKCS#12 itself work on blocks of this size. */
const PKCS12_IV_BYTES = 8

/** Thrown by {@link decryptWithPassword} before the password matters; callers name the file. */
export class UnknownEncryption extends Error {
  constructor(oid: string) {
    super(`the algorithm ${oid}`)
  }
}

/**
 * Decrypts what is encrypted with a password: PBES2 (RFC 8018) with AES or 3DES, and the older encryption of PKCS#12
 * with 3DES or RC2.
 *
 * @param algorithm the AlgorithmIdentifier
 * @throws UnknownEncryption, TooManyIterations; any other Error means a wrong password or a damaged file
 */
export function decryptWithPassword(
  algorithm: Asn1Node | undefined,
  encrypted: Uint8Array,
  password: EncodedPassword,
  budget: IterationBudget,
): Uint8Array {
  const [type, parameters] = childrenOf(algorithm)
  const oid = dottedOid(type)
  if (oid === PBES2) return decryptPbes2(parameters, encrypted, password, budget)
  const cipher = PKCS12_CIPHERS[oid]
  if (cipher === undefined) throw new UnknownEncryption(oid)
  const [salt, iterationCount] = childrenOf(parameters)
  const iterations = smallInteger(iterationCount)
  budget.spend(iterations, Math.ceil(cipher.keyBytes / SHA1_BYTES) + 1)
  const derive = (purpose: number, length: number): Uint8Array =>
    derivePkcs12Key({
      ...{ digest: 'sha1', password: password.bmp, salt: octets(salt), iterations, purpose, length },
    })
  const key = derive(DERIVATION_PURPOSE.encryption, cipher.keyBytes)
  const iv = derive(DERIVATION_PURPOSE.initializationVector, PKCS12_IV_BYTES)
  if (cipher.name === 'rc2') return decryptRc2Cbc(key, iv, encrypted)
  // With two keys the first one is used again as the third.
  return decrypt(cipher.name, Buffer.concat([key, key]).subarray(0, 24), iv, encrypted)
}

/**
 * Takes from the budget what it costs to decrypt with a password, for decryption by somebody else.
 *
 * @param algorithm the AlgorithmIdentifier
 * @throws UnknownEncryption, TooManyIterations
 */
export function spendDecryption(algorithm: Asn1Node | undefined, budget: IterationBudget): void {
  const [type, parameters] = childrenOf(algorithm)
  const oid = dottedOid(type)
  if (oid !== PBES2) {
    if (!SALT_AND_ITERATIONS.test(oid)) throw new UnknownEncryption(oid)
    budget.spend(smallInteger(childrenOf(parameters)[1]), OLD_ENCRYPTION_BLOCKS)
    return
  }
  const [derivation, scheme] = childrenOf(parameters)
  const [derivationType, derivationParameters] = childrenOf(derivation)
  if (dottedOid(derivationType) === SCRYPT) {
    const [, cost, blockSize, parallelization] = childrenOf(derivationParameters).map(smallInteger)
    budget.spendScrypt({
      cost: cost ?? Number.NaN,
      blockSize: blockSize ?? Number.NaN,
      parallelization: parallelization ?? Number.NaN,
    })
    return
  }
  const { iterations, digest } = readPbkdf2(derivation)
  const keyBytes = CIPHERS[dottedOid(childrenOf(scheme)[0])]?.keyBytes ?? LONGEST_KEY_BYTES
  budget.spend(iterations, Math.ceil(keyBytes / digest.bytes))
}

function decryptPbes2(
  parameters: Asn1Node | undefined,
  encrypted: Uint8Array,
  password: EncodedPassword,
  budget: IterationBudget,
): Uint8Array {
  const [derivation, scheme] = childrenOf(parameters)
  const [cipherType, iv] = childrenOf(scheme)
  const cipher = CIPHERS[dottedOid(cipherType)]
  if (cipher === undefined) throw new UnknownEncryption(dottedOid(cipherType))
  const key = deriveWithPbkdf2(derivation, password.utf8, cipher.keyBytes, budget)
  return decrypt(cipher.name, key, octets(iv), encrypted)
}

/** @param algorithm the AlgorithmIdentifier of PBKDF2, parameters included */
export function deriveWithPbkdf2(
  algorithm: Asn1Node | undefined,
  password: Uint8Array,
  length: number,
  budget: IterationBudget,
): Uint8Array {
  const { salt, iterations, digest } = readPbkdf2(algorithm)
  budget.spend(iterations, Math.ceil(length / digest.bytes))
  return pbkdf2Sync(password, octets(salt), iterations, length, digest.name)
}

function readPbkdf2(algorithm: Asn1Node | undefined): {
  salt: Asn1Node | undefined
  iterations: number
  digest: DigestSize
} {
  const [type, parameters] = childrenOf(algorithm)
  if (dottedOid(type) !== PBKDF2) throw new UnknownEncryption(dottedOid(type))
  const [salt, iterationCount, ...optional] = childrenOf(parameters)
  // keyLength may come before it; it follows from the cipher.
  const [prf] = optional.map((field) => childrenOf(field)[0]).filter((field) => field !== undefined)
  const digest = prf === undefined ? HMAC_WITH_SHA1 : hmacDigest(prf)
  return { salt, iterations: smallInteger(iterationCount), digest }
}

/** The digest of an HMAC, by the object identifier of the HMAC. */
export function hmacDigest(oid: Asn1Node | undefined): DigestSize {
  const digest = HMACS[dottedOid(oid)]
  if (digest === undefined) throw new UnknownEncryption(dottedOid(oid))
  return digest
}

function decrypt(cipher: string, key: Uint8Array, iv: Uint8Array, encrypted: Uint8Array): Uint8Array {
  const decipher = createDecipheriv(cipher, key, iv)
  return Buffer.concat([decipher.update(encrypted), decipher.final()])
}
