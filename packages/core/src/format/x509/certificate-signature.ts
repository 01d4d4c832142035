import { createHash, verify } from 'node:crypto'
import { type PssReading, readPss } from './algorithm-identifier.ts'
import type { CertificateReading } from './certificate-reading.ts'
import { isExactEd448 } from './ed448-signature.ts'
import { isLowOrderOfEd448 } from './edwards-point.ts'
import { hasZero, positivePair } from './integer-pair.ts'
import { DIGEST_NAMES } from './java-digests.ts'
import { type PublicKeyReading, toKeyObject } from './public-key-reading.ts'
import { plainKey, type SignatureAnswer, verifyPkcs1, verifyPss } from './rsa-signature.ts'

/** What Java knows of the algorithm that signed a certificate. */
export interface CertificateSignature {
  /** The kinds of keys that make such signatures. */
  keys: readonly PublicKeyReading['algorithm'][]
  /** OpenSSL's name of the digest; null where the algorithm has its own. */
  digest: string | null
  /** Of RSA-PSS. */
  pss: PssReading | undefined
  strength: 'good' | 'sha1' | 'broken'
  /** Only JDK 16 and newer verify it. */
  isNewer: boolean
}

const RSA_PSS_OID = '1.2.840.113549.1.1.10'
const plain = (key: PublicKeyReading['algorithm'], digest: string | null): CertificateSignature => ({
  keys: [key],
  digest,
  pss: undefined,
  strength: digest === 'sha1' ? 'sha1' : digest?.startsWith('md') ? 'broken' : 'good',
  isNewer: digest === null || digest.startsWith('sha3-'),
})
const DSA = '2.16.840.1.101.3.4.3'

const ALGORITHMS: Readonly<Record<string, CertificateSignature>> = {
  '1.2.840.113549.1.1.2': plain('rsa', 'md2'),
  '1.2.840.113549.1.1.4': plain('rsa', 'md5'),
  '1.2.840.113549.1.1.5': plain('rsa', 'sha1'),
  '1.3.14.3.2.29': plain('rsa', 'sha1'),
  '1.3.14.3.2.15': plain('rsa', 'sha1'),
  '1.2.840.113549.1.1.11': plain('rsa', 'sha256'),
  '1.2.840.113549.1.1.12': plain('rsa', 'sha384'),
  '1.2.840.113549.1.1.13': plain('rsa', 'sha512'),
  '1.2.840.113549.1.1.14': plain('rsa', 'sha224'),
  '1.2.840.113549.1.1.15': plain('rsa', 'sha512-224'),
  '1.2.840.113549.1.1.16': plain('rsa', 'sha512-256'),
  [`${DSA}.13`]: plain('rsa', 'sha3-224'),
  [`${DSA}.14`]: plain('rsa', 'sha3-256'),
  [`${DSA}.15`]: plain('rsa', 'sha3-384'),
  [`${DSA}.16`]: plain('rsa', 'sha3-512'),
  '1.2.840.10045.4.1': plain('ec', 'sha1'),
  '1.2.840.10045.4.3.1': plain('ec', 'sha224'),
  '1.2.840.10045.4.3.2': plain('ec', 'sha256'),
  '1.2.840.10045.4.3.3': plain('ec', 'sha384'),
  '1.2.840.10045.4.3.4': plain('ec', 'sha512'),
  [`${DSA}.9`]: plain('ec', 'sha3-224'),
  [`${DSA}.10`]: plain('ec', 'sha3-256'),
  [`${DSA}.11`]: plain('ec', 'sha3-384'),
  [`${DSA}.12`]: plain('ec', 'sha3-512'),
  '1.2.840.10040.4.3': plain('dsa', 'sha1'),
  '1.3.14.3.2.13': plain('dsa', 'sha1'),
  '1.3.14.3.2.27': plain('dsa', 'sha1'),
  [`${DSA}.1`]: plain('dsa', 'sha224'),
  [`${DSA}.2`]: plain('dsa', 'sha256'),
  [`${DSA}.3`]: plain('dsa', 'sha384'),
  [`${DSA}.4`]: plain('dsa', 'sha512'),
  [`${DSA}.5`]: plain('dsa', 'sha3-224'),
  [`${DSA}.6`]: plain('dsa', 'sha3-256'),
  [`${DSA}.7`]: plain('dsa', 'sha3-384'),
  [`${DSA}.8`]: plain('dsa', 'sha3-512'),
  '1.3.101.112': plain('ed25519', null),
  '1.3.101.113': plain('ed448', null),
}

/** The algorithm that signed a certificate; undefined for one that Java does not know. */
export function signatureOf({ signatureAlgorithm }: CertificateReading): CertificateSignature | undefined {
  const { oid, parameters } = signatureAlgorithm
  if (oid !== RSA_PSS_OID) return ALGORITHMS[oid]
  if (parameters === undefined) return undefined
  const pss = readPss(parameters)
  const digest = DIGEST_NAMES[pss.digestOid]
  if (digest === undefined) return undefined
  const digests = [digest, DIGEST_NAMES[pss.maskDigestOid]]
  return {
    ...{ keys: ['rsa-pss', 'rsa'], digest, pss, isNewer: true },
    strength: digests.includes('md5') ? 'broken' : digests.includes('sha1') ? 'sha1' : 'good',
  }
}

/** True when the key made the certificate's signature. Names, dates and strength are not looked at. */
export function isSignedWith(certificate: CertificateReading, key: PublicKeyReading): boolean {
  return signatureAnswer(certificate, key) === 'holds'
}

/**
 * A search for a chain asks again and again, several signatures hold the same certificates, and with some keys an answer takes
 * long. By what was signed, by the signature and by the key.
 */
const answers = new Map<string, SignatureAnswer>()
const MAXIMUM_ANSWERS = 1000

/** Says whether the key made the certificate's signature, or whether nobody here can tell. */
export function signatureAnswer(certificate: CertificateReading, key: PublicKeyReading): SignatureAnswer {
  const { signedBytes, signature } = certificate
  const asked = createHash('sha256')
  for (const bytes of [signedBytes, signature, key.encoded]) asked.update(`${bytes.length}:`).update(bytes)
  const question = asked.digest('base64')
  const answer = answers.get(question) ?? findAnswer(certificate, key)
  if (answers.size >= MAXIMUM_ANSWERS) answers.clear()
  answers.set(question, answer)
  return answer
}

function findAnswer(certificate: CertificateReading, key: PublicKeyReading): SignatureAnswer {
  const algorithm = signatureOf(certificate)
  if (algorithm === undefined || !fits(key, algorithm)) return 'fails'
  // Java takes no parameters but those of RSA-PSS.
  if (algorithm.pss === undefined && certificate.signatureAlgorithm.parameters !== undefined) return 'fails'
  if (key.unclear !== undefined) return 'unclear'
  return key.isUsable ? verified(certificate, algorithm, key) : 'fails'
}

/** Java lets a key for RSA-PSS that is bound to no parameters verify PKCS #1 v1.5. */
function fits({ algorithm, pss }: PublicKeyReading, { keys }: CertificateSignature): boolean {
  return keys.includes(algorithm) || (algorithm === 'rsa-pss' && pss === undefined && keys.includes('rsa'))
}

function verified(
  { signedBytes, signature }: CertificateReading,
  { digest, pss }: CertificateSignature,
  key: PublicKeyReading,
): SignatureAnswer {
  if (pss !== undefined) return verifyPss(key, pss, signedBytes, signature)
  if (isUnclear(key, signature)) return 'unclear'
  const isDsa = key.algorithm === 'dsa'
  const isPair = isDsa || key.algorithm === 'ec'
  const written = isPair ? positivePair(isDsa ? 'dsa' : 'ec', signature) : signature
  if (written === undefined) return 'fails'
  // For DSA, Java does not ask for numbers above zero.
  if (isDsa && hasZero(written)) return 'unclear'
  return holds(key, digest, signedBytes, written) ? 'holds' : 'fails'
}

const ED25519_BYTES = 64
const ED448_BYTES = 114

/** Signatures that OpenSSL refuses, and every JDK or an older one takes. */
function isUnclear({ algorithm }: PublicKeyReading, signature: Uint8Array): boolean {
  if (algorithm === 'ed25519') return signature.length > ED25519_BYTES
  if (algorithm !== 'ed448') return false
  return signature.length > ED448_BYTES || isLowOrderOfEd448(signature.subarray(0, ED448_BYTES / 2))
}

function holds(
  reading: PublicKeyReading,
  digest: string | null,
  data: Uint8Array,
  signature: Uint8Array,
): boolean {
  try {
    if (digest !== null && reading.rsa !== undefined)
      return verifyPkcs1(plainKey(reading.rsa), digest, data, signature)
    const key = toKeyObject(reading)
    if (key === undefined || !verify(digest, data, { key, dsaEncoding: 'der' }, signature)) return false
    // Of Ed448, OpenSSL also accepts signatures that are off by a point of low order.
    return (
      reading.algorithm !== 'ed448' ||
      (reading.point !== undefined && isExactEd448(reading.point, data, signature))
    )
  } catch {
    // The algorithm is too old for OpenSSL.
    return false
  }
}
