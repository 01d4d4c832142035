import { NULL, objectIdentifier, sequence } from '../der/der-writer.ts'
import type { DigestAlgorithm } from './algorithm-names.ts'

/** The digests by their object identifiers. */
export const DIGEST_OIDS: Readonly<Record<DigestAlgorithm, string>> = {
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
}

export const DIGESTS: readonly DigestAlgorithm[] = ['sha256', 'sha384', 'sha512']

/** How RFC 3447 and RFC 5754 name a digest, parameters included. */
export function digestIdentifier(digest: DigestAlgorithm): Uint8Array {
  return sequence(objectIdentifier(DIGEST_OIDS[digest]), NULL)
}

/** The digest with this object identifier, undefined for SHA-1 and all others that are refused. */
export function digestByOid(oid: string): DigestAlgorithm | undefined {
  return DIGESTS.find((digest) => DIGEST_OIDS[digest] === oid)
}
