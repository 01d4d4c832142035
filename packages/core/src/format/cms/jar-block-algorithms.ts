import { DIGEST_OIDS } from '../x509/digest-identifiers.ts'

/** A digest that Java knows: the name by which Java shows it, OpenSSL's name. */
export interface BlockDigest {
  name: string
  hash: string
  weak: boolean
  /** There is an ECDSA signature with it. */
  ecdsa: boolean
}

const digest = (name: string, hash: string, { weak = false, ecdsa = true } = {}): BlockDigest => ({
  ...{ name, hash, weak, ecdsa },
})
const SHA = '2.16.840.1.101.3.4.2.'
/** The digests that Java knows, by their object identifiers. */
export const BLOCK_DIGESTS: Readonly<Record<string, BlockDigest>> = {
  '1.2.840.113549.2.2': digest('MD2', '', { weak: true, ecdsa: false }),
  '1.2.840.113549.2.5': digest('MD5', 'md5', { weak: true, ecdsa: false }),
  '1.3.14.3.2.26': digest('SHA-1', 'sha1', { weak: true }),
  [`${SHA}4`]: digest('SHA-224', 'sha224'),
  [DIGEST_OIDS.sha256]: digest('SHA-256', 'sha256'),
  [DIGEST_OIDS.sha384]: digest('SHA-384', 'sha384'),
  [DIGEST_OIDS.sha512]: digest('SHA-512', 'sha512'),
  [`${SHA}5`]: digest('SHA-512/224', 'sha512-224', { ecdsa: false }),
  [`${SHA}6`]: digest('SHA-512/256', 'sha512-256', { ecdsa: false }),
  [`${SHA}7`]: digest('SHA3-224', 'sha3-224'),
  [`${SHA}8`]: digest('SHA3-256', 'sha3-256'),
  [`${SHA}9`]: digest('SHA3-384', 'sha3-384'),
  [`${SHA}10`]: digest('SHA3-512', 'sha3-512'),
}

const PKCS1 = '1.2.840.113549.1.1.'
/** Java takes the digest from its own field, so that all of these mean the same. */
export const RSA_OIDS: ReadonlySet<string> = new Set([
  ...['1', '2', '4', '5', '11', '12', '13', '14', '15', '16'].map((last) => PKCS1 + last),
  ...['13', '14', '15', '16'].map((last) => `2.16.840.1.101.3.4.3.${last}`),
  '1.3.14.3.2.29',
])
/** The same for ECDSA. */
export const ECDSA_OIDS: ReadonlySet<string> = new Set([
  ...['1.2.840.10045.2.1', '1.2.840.10045.4.1'],
  ...['1', '2', '3', '4'].map((last) => `1.2.840.10045.4.3.${last}`),
  ...['9', '10', '11', '12'].map((last) => `2.16.840.1.101.3.4.3.${last}`),
])
/** Java has them; JAR files do not use them but for Ed448. */
export const SHAKE_OIDS: ReadonlySet<string> = new Set(['11', '12', '17', '18'].map((last) => SHA + last))
