import { constants, type KeyObject, verify } from 'node:crypto'
import { readPss } from './algorithm-identifier.ts'
import type { CertificateReading } from './certificate-reading.ts'
import { type PublicKeyReading, toKeyObject } from './public-key-reading.ts'

/** What Java knows of the algorithm that signed a certificate. */
export interface CertificateSignature {
  /** The kinds of keys that make such signatures. */
  keys: readonly PublicKeyReading['algorithm'][]
  /** OpenSSL's names of the digest, and of that of the mask of RSA-PSS; null where the algorithm has its own. */
  digest: string | null
  mask: string | undefined
  saltLength: number | undefined
  strength: 'good' | 'sha1' | 'broken'
  /** Only JDK 16 and newer verify it. */
  isNewer: boolean
}

const RSA_PSS_OID = '1.2.840.113549.1.1.10'
const SHA = '2.16.840.1.101.3.4.2'

/** OpenSSL's names of the digests that Java knows. */
export const DIGEST_NAMES: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.5': 'md5',
  '1.3.14.3.2.26': 'sha1',
  [`${SHA}.1`]: 'sha256',
  [`${SHA}.2`]: 'sha384',
  [`${SHA}.3`]: 'sha512',
  [`${SHA}.4`]: 'sha224',
  [`${SHA}.5`]: 'sha512-224',
  [`${SHA}.6`]: 'sha512-256',
  [`${SHA}.7`]: 'sha3-224',
  [`${SHA}.8`]: 'sha3-256',
  [`${SHA}.9`]: 'sha3-384',
  [`${SHA}.10`]: 'sha3-512',
}

const plain = (key: PublicKeyReading['algorithm'], digest: string | null): CertificateSignature => ({
  keys: [key],
  digest,
  mask: undefined,
  saltLength: undefined,
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
  const { digestOid, maskDigestOid, saltLength } = readPss(parameters)
  const [digest, mask] = [DIGEST_NAMES[digestOid], DIGEST_NAMES[maskDigestOid]]
  if (digest === undefined) return undefined
  const digests = [digest, mask]
  return {
    ...{ keys: ['rsa-pss', 'rsa'], digest, mask, saltLength, isNewer: true },
    strength: digests.includes('md5') ? 'broken' : digests.includes('sha1') ? 'sha1' : 'good',
  }
}

/** True when the key made the certificate's signature. Names, dates and strength are not looked at. */
export function isSignedWith(certificate: CertificateReading, key: PublicKeyReading): boolean {
  const algorithm = signatureOf(certificate)
  const fitting = algorithm && fittingKey(key, algorithm)
  if (algorithm === undefined || fitting === undefined || !key.isUsable) return false
  const isPss = algorithm.saltLength !== undefined
  // Java takes no parameters but those of RSA-PSS.
  if (!isPss && certificate.signatureAlgorithm.parameters !== undefined) return false
  const keyObject = toKeyObject(fitting)
  return keyObject !== undefined && holds(certificate, algorithm, keyObject)
}

/** Java lets a key for RSA-PSS that is bound to no parameters verify PKCS #1 v1.5, which OpenSSL does not. */
function fittingKey(key: PublicKeyReading, { keys }: CertificateSignature): PublicKeyReading | undefined {
  if (keys.includes(key.algorithm)) return key
  const { asPlainRsa } = key
  return asPlainRsa && keys.includes('rsa') ? { ...key, forOpenssl: asPlainRsa } : undefined
}

function holds(
  { signedBytes, signature }: CertificateReading,
  { digest, saltLength }: CertificateSignature,
  key: KeyObject,
): boolean {
  const padding = saltLength === undefined ? {} : { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }
  try {
    return verify(digest, signedBytes, { key, dsaEncoding: 'der', ...padding }, signature)
  } catch {
    // The key is bound to other parameters, or the algorithm is too old for OpenSSL.
    return false
  }
}
