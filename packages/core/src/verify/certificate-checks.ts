import { type Certificate, describeKey, isRsa } from '../keys/index.ts'

/** Extensions that a JDK heeds when they are critical; it refuses a certificate with any other one. */
const KNOWN_CRITICAL_EXTENSIONS: ReadonlySet<string> = new Set([
  '2.5.29.15', // keyUsage
  '2.5.29.17', // subjectAltName
  '2.5.29.19', // basicConstraints
  '2.5.29.32', // certificatePolicies
  '2.5.29.33', // policyMappings
  '2.5.29.37', // extKeyUsage
  '2.5.29.54', // inhibitAnyPolicy
])
/** They limit which names and policies are allowed below an authority. Code signing does not use them. */
const CONSTRAINTS: Record<string, string> = {
  '2.5.29.30': 'name constraints',
  '2.5.29.36': 'policy constraints',
}
const MINIMUM_RSA_BITS = 1024

/**
 * Says why no JDK takes a certificate in a chain, whatever is above it: a broken digest, a weak key, or an extension
 * that has to be understood and is not. Where a JDK might still take it after looking at constraints, we do not.
 *
 * @returns undefined when there is nothing against it
 */
export function certificateProblem(certificate: Certificate): { problem: string; weak: boolean } | undefined {
  const { subject, signedWeakly, publicKey, extensionOids } = certificate
  if (signedWeakly) {
    return { problem: `the certificate "${subject}" is signed with SHA-1 or an older digest`, weak: true }
  }
  const key = describeKey(publicKey)
  if ((isRsa(key) && key.bits < MINIMUM_RSA_BITS) || key.algorithm === 'unsupported') {
    return { problem: `the certificate "${subject}" has a key that no JDK accepts (${key.text})`, weak: true }
  }
  const constraint = Object.keys(CONSTRAINTS).find((oid) => extensionOids.has(oid))
  if (constraint !== undefined) {
    const problem = `the certificate "${subject}" contains ${CONSTRAINTS[constraint]}, which are not supported`
    return { problem, weak: false }
  }
  const unknown = unknownCriticalExtension(certificate)
  if (unknown === undefined) return undefined
  const problem = `the certificate "${subject}" has a critical extension that Java does not know (${unknown})`
  return { problem, weak: false }
}

/** True for a certificate with a critical extension that Java does not know: it takes no signature by such a one. */
export function hasUnknownExtension(certificate: Certificate): boolean {
  return unknownCriticalExtension(certificate) !== undefined
}

function unknownCriticalExtension({ criticalExtensions }: Certificate): string | undefined {
  return [...criticalExtensions].find((oid) => !KNOWN_CRITICAL_EXTENSIONS.has(oid) && !(oid in CONSTRAINTS))
}
