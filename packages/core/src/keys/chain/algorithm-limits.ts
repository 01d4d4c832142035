import { hasBit } from '../../format/der/element-values.ts'
import type { Certificate } from '../../format/x509/certificate.ts'
import { signatureOf } from '../../format/x509/certificate-signature.ts'
import type { PublicKeyReading } from '../../format/x509/public-key-reading.ts'
import { type PathFailure, untrusted } from './path-failure.ts'

/** A JDK accepts SHA-1 in what was stamped before. */
const END_OF_SHA1 = new Date('2019-01-01T00:00:00Z')
const MINIMUM_BITS: Partial<Record<PublicKeyReading['algorithm'], number>> = { rsa: 1024, dsa: 1024, ec: 224 }
/** The bits of keyUsage up to cRLSign. */
const USAGE_BITS = [0, 1, 2, 3, 4, 5, 6]

/**
 * Says what JDKs have against the algorithms of a certificate (jdk.certpath.disabledAlgorithms).
 *
 * @param signedAt when the file was stamped, or now
 */
export function algorithmFailure({ subject, reading }: Certificate, signedAt: Date): PathFailure | undefined {
  const strength = signatureOf(reading)?.strength
  if (strength === 'broken' || (strength === 'sha1' && signedAt >= END_OF_SHA1)) {
    return { kind: 'weak', reason: `the certificate "${subject}" is signed with SHA-1 or an older digest` }
  }
  const usage = reading.extensions.values.keyUsage
  if (usage !== undefined && !USAGE_BITS.some((bit) => hasBit(usage, bit)))
    return untrusted(`the certificate "${subject}" may be used for nothing (keyUsage)`)
  return keyFailure(reading.publicKey, subject)
}

/** Says whether a key is too short for JDKs. One that is odd is refused when it verifies. */
export function keyFailure(
  { algorithm, bits, unclear }: PublicKeyReading,
  subject: string,
): PathFailure | undefined {
  if (unclear !== undefined || bits >= (MINIMUM_BITS[algorithm] ?? 0)) return undefined
  const key = `${algorithm.toUpperCase()} ${bits} bits`
  return { kind: 'weak', reason: `the certificate "${subject}" has a key that no JDK accepts (${key})` }
}
