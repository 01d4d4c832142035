import { type Certificate, isIssuedBy, isWeakSignature } from '../pki/index.ts'

/** A chain from a certificate to a trust anchor, or why there is none. */
export type TrustPath =
  | { trusted: true; path: Certificate[] }
  | { trusted: false; path: Certificate[]; reason: string; weak: boolean; expired: boolean }

/** No real chain is longer; it also bounds the search among cross-signed authorities. */
const MAXIMUM_LENGTH = 10

/**
 * Looks for a chain (RFC 5280, section 6) from a certificate to one of the anchors that was valid at a point in time.
 *
 * @param pool other certificates that came along
 */
export function findTrustPath(
  leaf: Certificate,
  pool: readonly Certificate[],
  anchors: readonly Certificate[],
  at: Date,
): TrustPath {
  return extend([leaf], pool, anchors, at)
}

function extend(
  path: readonly [Certificate, ...Certificate[]] | Certificate[],
  pool: readonly Certificate[],
  anchors: readonly Certificate[],
  at: Date,
): TrustPath {
  const current = path.at(-1)
  if (current === undefined) throw new RangeError('a path starts with a certificate')
  // An anchor is trusted as it is: neither its dates nor its own signature count.
  if (anchors.some((anchor) => sameCertificate(anchor, current))) return { trusted: true, path: [...path] }
  const failure = (reason: string, details: { weak?: boolean; expired?: boolean } = {}): TrustPath => {
    const { weak = false, expired = false } = details
    return { trusted: false, path: [...path], reason, weak, expired }
  }
  if (isWeakSignature(current.signatureOid)) {
    return failure(`the certificate "${current.subject}" is signed with SHA-1 or an older digest`, {
      weak: true,
    })
  }
  // The signer's own dates are another finding; here only its issuers count.
  if (path.length > 1 && (at < current.notBefore || at > current.notAfter)) {
    return failure(`the certificate "${current.subject}" was not valid on ${at.toISOString().slice(0, 10)}`, {
      expired: true,
    })
  }
  if (current.selfSigned) return failure(`the root "${current.subject}" is not in the truststore`)
  if (path.length >= MAXIMUM_LENGTH) return failure('the chain is too long')

  const issuers = [...anchors, ...pool].filter(
    (issuer) =>
      isIssuedBy(current, issuer) &&
      mayIssue(issuer, path.length - 1) &&
      !path.some((one) => sameCertificate(one, issuer)),
  )
  let furthest = failure(
    `the certificate of "${current.issuer}", which issued "${current.subject}", is neither in the file nor in the truststore`,
  )
  for (const [index, issuer] of issuers.entries()) {
    const result = extend([...path, issuer], pool, anchors, at)
    if (result.trusted) return result
    if (index === 0 || result.path.length > furthest.path.length) furthest = result
  }
  return furthest
}

/** @param authoritiesBelow how many authorities stand between it and the signer */
function mayIssue(issuer: Certificate, authoritiesBelow: number): boolean {
  const { isAuthority, pathLength, keyUsage } = issuer
  return (
    isAuthority &&
    (pathLength === undefined || authoritiesBelow <= pathLength) &&
    (keyUsage === undefined || keyUsage.has('keyCertSign'))
  )
}

function sameCertificate(one: Certificate, other: Certificate): boolean {
  return Buffer.compare(one.der, other.der) === 0
}
