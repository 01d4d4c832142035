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

/** The object identifier of a digest that Java knows. */
export function digestOid(name: string): string | undefined {
  return Object.keys(DIGEST_NAMES).find((oid) => DIGEST_NAMES[oid] === name)
}
