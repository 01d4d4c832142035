import { TacosmithError } from '../errors.ts'
import {
  ANY_USAGE,
  type Certificate,
  type CertificateChain,
  CODE_SIGNING_USAGE,
  describeKey,
  isWeakSignature,
  type KeyDescription,
} from '../pki/index.ts'

/** A key that every JDK since 8 verifies signatures of. */
export interface UsableKey extends KeyDescription {
  algorithm: 'rsa' | 'ecdsa'
}

const MINIMUM_RSA_BITS = 2048

/**
 * Checks that a key makes signatures which every JDK since 8 verifies.
 *
 * @throws TacosmithError `certificate` with the reason.
 */
export function checkKey(certificate: Certificate): UsableKey {
  const key = describeKey(certificate.publicKey)
  const { algorithm, bits, text } = key
  if (algorithm === 'ed25519' || algorithm === 'rsa-pss') {
    throw refused(
      certificate,
      `has an ${text} key, and JDK 8 and 11 take files signed with one for unsigned`,
      'Use a certificate for an RSA key of at least 2048 bits or an EC key on P-256, P-384 or P-521.',
    )
  }
  if (algorithm === 'unsupported') {
    throw refused(
      certificate,
      `has a key (${text}) that Java cannot verify`,
      'Use a certificate for an RSA key of at least 2048 bits or an EC key on P-256, P-384 or P-521.',
    )
  }
  if (algorithm === 'rsa' && bits < MINIMUM_RSA_BITS) {
    throw refused(
      certificate,
      `has an RSA key of ${bits} bits, which is too weak`,
      `Use an RSA key of at least ${MINIMUM_RSA_BITS} bits.`,
    )
  }
  return { ...key, algorithm }
}

/**
 * Checks everything about a chain that would make Tableau reject the file, before anything is signed.
 *
 * @throws TacosmithError `certificate` naming the certificate and the reason.
 */
export function checkChain(chain: CertificateChain, now: Date): void {
  checkUsage(chain.leaf)
  for (const certificate of [chain.leaf, ...chain.intermediates]) {
    checkDates(certificate, now)
    if (isWeakSignature(certificate.signatureOid)) {
      throw refused(
        certificate,
        'is itself signed with SHA-1 or an older digest, which no JDK accepts',
        'Ask the authority to issue the certificate again with SHA-256.',
      )
    }
  }
}

function checkUsage(certificate: Certificate): void {
  const { keyUsage, extendedKeyUsage } = certificate
  if (keyUsage !== undefined && !keyUsage.has('digitalSignature')) {
    const found = [...keyUsage].join(', ')
    throw refused(
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
    throw refused(
      certificate,
      'was not issued for code signing: its extendedKeyUsage lacks codeSigning',
      'Use a code signing certificate; one for a web server or for e-mail does not do.',
    )
  }
}

function checkDates(certificate: Certificate, now: Date): void {
  if (now > certificate.notAfter) {
    throw refused(
      certificate,
      `expired on ${isoDay(certificate.notAfter)}`,
      'Sign with a certificate that is valid today.',
    )
  }
  if (now < certificate.notBefore) {
    throw refused(
      certificate,
      `is not valid before ${isoDay(certificate.notBefore)}`,
      'Check the clock of this machine, or wait.',
    )
  }
}

/** The day of an instant, in UTC: `2026-11-22`. */
export function isoDay(instant: Date): string {
  return instant.toISOString().slice(0, 10)
}

function refused(certificate: Certificate, reason: string, help: string): TacosmithError {
  return new TacosmithError('certificate', `the certificate "${certificate.subject}" ${reason}`, { help })
}
