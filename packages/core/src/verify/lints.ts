import { describeKey, isRsa, isVerifiedByEveryJdk, signatureOf } from '../keys/index.ts'
import { advisedCertificates } from './advised-certificates.ts'
import { DAY_IN_MILLISECONDS, isoDay } from './days.ts'
import type { VerifiedSignature } from './signature-block.ts'
import type { TrustResult } from './trust.ts'
import { type Problem, warning } from './verdict.ts'

/** What the industry asks of code signing keys since June 2021 (CA/Browser Forum). */
const GOOD_RSA_BITS = 3072
const ALGORITHM_NAMES = { rsa: 'RSA', 'rsa-pss': 'RSA-PSS', ecdsa: 'ECDSA', ed25519: 'Ed25519' } as const
const SIX_MONTHS = 183 * DAY_IN_MILLISECONDS

/** What does not keep Tableau from loading a file today, and may do so on another day or in another release. */
export function lintSignature(signature: VerifiedSignature, trust: TrustResult, at: Date): Problem[] {
  return [
    ...lintKeys(signature, trust),
    ...lintNewerAlgorithms(signature),
    ...lintNewerCertificates(signature, trust),
    ...lintEmbeddedRoot(signature),
    ...lintWeakDigests(signature),
    ...lintEnd(signature, trust, at),
  ]
}

function lintKeys({ certificate }: VerifiedSignature, { chain, trusted }: TrustResult): Problem[] {
  // The root at the end is the truststore's business.
  const judged = new Set([certificate, ...(trusted ? chain.slice(0, -1) : chain)])
  return [...judged].flatMap(({ subject, publicKey }) => {
    const key = describeKey(publicKey)
    if (!isRsa(key) || key.bits >= GOOD_RSA_BITS) return []
    return [
      warning(
        'taco-weak-key',
        `the certificate "${subject}" has a short key (${key.text})`,
        `Code signing keys should have at least ${GOOD_RSA_BITS} bits; use one when the certificate is renewed.`,
      ),
    ]
  })
}

/** A JRE that does not know the algorithm passes over the signature, and finds none. */
function lintNewerAlgorithms({ file, algorithm, timestamp }: VerifiedSignature): Problem[] {
  const signed = [
    { what: `the signature ${file}`, algorithm },
    ...(timestamp === undefined
      ? []
      : [{ what: `the timestamp in ${file}`, algorithm: timestamp.algorithm }]),
  ]
  return signed
    .filter((one) => !isVerifiedByEveryJdk(one.algorithm))
    .map((one) =>
      warning(
        'taco-newer-algorithm',
        `${one.what} is made with ${ALGORITHM_NAMES[one.algorithm]}: JDK 16 and newer verify it, the JREs of Java 8 to 15 treat the file as unsigned`,
        'Sign with an RSA key (PKCS#1 v1.5) or an EC key, which every release of Tableau verifies.',
      ),
    )
}

/** What signs a root does not matter. */
function lintNewerCertificates({ timestamp }: VerifiedSignature, { chain }: TrustResult): Problem[] {
  const stamping = timestamp === undefined ? [] : [timestamp.chain.leaf, ...timestamp.chain.intermediates]
  const places = [
    ...chain.map((certificate) => ({ certificate, effect: 'reject the file' })),
    ...stamping.map((certificate) => ({
      certificate,
      effect: 'treat the timestamp as one they do not trust',
    })),
  ]
  return places
    .filter(({ certificate }) => !certificate.selfSigned && signatureOf(certificate.reading)?.isNewer)
    .map(({ certificate: { subject, issuer }, effect }) =>
      warning(
        'taco-newer-algorithm',
        `the certificate "${subject}" is signed with an algorithm that JDK 16 and newer verify (by "${issuer}"): the JREs of Java 8 to 15 ${effect}`,
        'Sign with certificates that are signed with RSA (PKCS#1 v1.5) or ECDSA and SHA-256, SHA-384 or SHA-512, which every release of Tableau verifies.',
      ),
    )
}

function lintEmbeddedRoot({ file, certificate, certificates }: VerifiedSignature): Problem[] {
  const root = advisedCertificates(certificates).find((one) => one.selfSigned && one !== certificate)
  if (root === undefined) return []
  const message = `the signature ${file} holds the root "${root.subject}"; some releases of Tableau Server and Bridge reject that`
  return [warning('taco-embedded-root', message, 'Sign again without the root (tacosmith leaves it out).')]
}

function lintWeakDigests({ file, certificates, timestamp, weakDigests }: VerifiedSignature): Problem[] {
  const all = advisedCertificates([...certificates, ...(timestamp?.certificates ?? [])])
  const signedWithSha1 = all.filter((one) => one.signedWeakly && !one.selfSigned)
  const places = [
    ...signedWithSha1.map(({ subject }) => `the certificate "${subject}"`),
    ...(weakDigests ? [`digests in META-INF/MANIFEST.MF or ${file}`] : []),
  ]
  return [...new Set(places)].map((place) =>
    warning(
      'taco-sha1',
      `SHA-1 or an older digest is used: ${place}`,
      'Sign again with a current tool and a certificate chain that uses SHA-256.',
    ),
  )
}

function lintEnd({ certificate }: VerifiedSignature, { end, stamped }: TrustResult, at: Date): Problem[] {
  if (end < at || end.getTime() - at.getTime() > SIX_MONTHS) return []
  const what = stamped
    ? 'the certificate and the timestamp expire'
    : `the certificate "${certificate.subject}" expires`
  const message = `Tableau will reject the file from ${isoDay(end)} on, when ${what}: less than six months`
  return [warning('taco-expiring', message, 'Plan to sign the release again, with a timestamp.')]
}
