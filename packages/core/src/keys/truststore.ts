import { DATA_OID } from '../format/cms/signed-data.ts'
import {
  bmpString,
  context,
  element,
  integer,
  objectIdentifier,
  octetString,
  sequence,
} from '../format/der/der-writer.ts'
import {
  CERTIFICATE_BAG,
  FRIENDLY_NAME,
  TRUSTED_KEY_USAGE,
  X509_CERTIFICATE,
} from '../format/pkcs12/pkcs12-identifiers.ts'
import type { Certificate } from '../format/x509/certificate.ts'

const ANY_EXTENDED_KEY_USAGE = '2.5.29.37.0'

/**
 * Writes a truststore that Java opens without a password: a PKCS#12 file (RFC 7292) that holds certificates only,
 * neither encrypted nor protected by a MAC.
 */
export function writeTruststore(entries: readonly { alias: string; certificate: Certificate }[]): Uint8Array {
  const bags = entries.map(({ alias, certificate }) =>
    sequence(
      objectIdentifier(CERTIFICATE_BAG),
      context(0, sequence(objectIdentifier(X509_CERTIFICATE), context(0, octetString(certificate.der)))),
      element(
        0x31,
        attribute(FRIENDLY_NAME, bmpString(alias)),
        attribute(TRUSTED_KEY_USAGE, objectIdentifier(ANY_EXTENDED_KEY_USAGE)),
      ),
    ),
  )
  const authenticatedSafe = sequence(dataContent(sequence(...bags)))
  return sequence(integer(3), dataContent(authenticatedSafe))
}

function dataContent(content: Uint8Array): Uint8Array {
  return sequence(objectIdentifier(DATA_OID), context(0, octetString(content)))
}

function attribute(oid: string, value: Uint8Array): Uint8Array {
  return sequence(objectIdentifier(oid), element(0x31, value))
}
