import { TacosmithError } from '../errors.ts'
import { ANY_USAGE, type Certificate, CODE_SIGNING_USAGE } from '../format/x509/certificate.ts'

/**
 * Checks that a certificate may sign code.
 *
 * @throws TacosmithError `certificate` naming it and the reason.
 */
export function checkUsage(certificate: Certificate): void {
  const { keyUsage, extendedKeyUsage } = certificate
  if (keyUsage !== undefined && !keyUsage.has('digitalSignature')) {
    const found = [...keyUsage].join(', ')
    throw refusedCertificate(
      certificate,
      `must not be used for signatures: its keyUsage is ${found}, without digitalSignature`,
      'Use a code signing certificate.',
    )
  }
  const allowed =
    extendedKeyUsage === undefined ||
    extendedKeyUsage.has(CODE_SIGNING_USAGE) ||
    extendedKeyUsage.has(ANY_USAGE)
  if (!allowed) {
    throw refusedCertificate(
      certificate,
      'was not issued for code signing: its extendedKeyUsage lacks codeSigning',
      'Use a code signing certificate; one for a web server or e-mail is not enough.',
    )
  }
}

/** Checks that a certificate is valid at a time. @throws as {@link checkUsage} does */
export function checkDates(certificate: Certificate, now: Date): void {
  if (now > certificate.notAfter) {
    throw refusedCertificate(
      certificate,
      `expired on ${isoDay(certificate.notAfter)}`,
      'Sign with a certificate that is valid today.',
    )
  }
  if (now < certificate.notBefore) {
    throw refusedCertificate(
      certificate,
      `is not valid before ${isoDay(certificate.notBefore)}`,
      'Check the clock of this machine, or wait.',
    )
  }
}

/** Checks that a certificate is not itself signed in a way that JDKs refuse. @throws as {@link checkUsage} does */
export function checkIssuersSignature(certificate: Certificate): void {
  if (!certificate.signedWeakly) return
  throw refusedCertificate(
    certificate,
    'is itself signed with SHA-1 or an older digest, which no JDK accepts',
    'Ask the authority to issue the certificate again with SHA-256.',
  )
}

/** Checks that a certificate is no authority's. @throws as {@link checkUsage} does */
export function refuseAuthority(certificate: Certificate): void {
  if (!certificate.isAuthority) return
  throw refusedCertificate(
    certificate,
    'is a CA certificate: it issues certificates and does not sign code',
    "Give the certificate that the authority issued for your key, and the authority's own beside it.",
  )
}

/** The day of an instant, in UTC: `2026-11-22`. */
export function isoDay(instant: Date): string {
  return instant.toISOString().slice(0, 10)
}

/** The error for a certificate that cannot sign. */
export function refusedCertificate(certificate: Certificate, reason: string, help: string): TacosmithError {
  return new TacosmithError('certificate', `the certificate "${certificate.subject}" ${reason}`, { help })
}
