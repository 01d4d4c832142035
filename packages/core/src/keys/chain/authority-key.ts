import { octetString } from '../../format/der/der-writer.ts'
import type { Certificate } from '../../format/x509/certificate.ts'

const SUBJECT_KEY_IDENTIFIER = '2.5.29.14'

/**
 * False where a certificate names another key or serial number of its issuer than the issuer has. A JDK asks that of
 * anchors, and compares the identifiers as they are encoded.
 */
export function keyIdentifierMatches({ reading }: Certificate, issuer: Certificate): boolean {
  const { keyIdentifier, serial } = reading.extensions.values.authorityKey ?? {}
  const subjectKey = issuer.reading.extensions.contents.get(SUBJECT_KEY_IDENTIFIER)
  const sameKey =
    keyIdentifier === undefined ||
    subjectKey === undefined ||
    Buffer.compare(octetString(keyIdentifier), subjectKey) === 0
  const { version } = issuer.reading
  return sameKey && (serial === undefined || version < 3 || serial === issuer.reading.serial)
}
