import { type Certificate, isIssuedBy, type TrustAnchors } from '../keys/index.ts'
import { certificateProblem } from './certificate-checks.ts'

/** A chain from a certificate to a trust anchor, or why there is none. */
export type TrustPath =
  | { trusted: true; path: Certificate[] }
  | { trusted: false; path: Certificate[]; reason: string; weak: boolean; expired: boolean }

/** No real chain is longer. */
const MAXIMUM_LENGTH = 10
/** How often a signature may be checked: among authorities that all sign each other, paths are without number. */
const MAXIMUM_ATTEMPTS = 200

/**
 * Looks for a chain (RFC 5280, section 6) from a certificate to one of the anchors that was valid at a point in time.
 *
 * @param others certificates that came along
 */
export function findTrustPath(
  leaf: Certificate,
  others: readonly Certificate[],
  anchors: TrustAnchors,
  at: Date,
): TrustPath {
  return new PathSearch(chainByName(leaf, others), anchors, at).extend([leaf])
}

/**
 * The certificates that a JDK takes out of a signature: from each to the first one that has the name of its issuer. With
 * two authorities of one name it never looks at the second, so neither may we.
 */
function chainByName(leaf: Certificate, certificates: readonly Certificate[]): Certificate[] {
  const chain = [leaf]
  const left = [...certificates]
  for (let current = leaf; !hasOwnNameAsIssuer(current); ) {
    const index = left.findIndex(({ subjectDer }) => Buffer.compare(subjectDer, current.issuerDer) === 0)
    const [next] = index < 0 ? [] : left.splice(index, 1)
    if (next === undefined) break
    chain.push(next)
    current = next
  }
  return chain.slice(1)
}

function hasOwnNameAsIssuer({ subjectDer, issuerDer }: Certificate): boolean {
  return Buffer.compare(subjectDer, issuerDer) === 0
}

class PathSearch {
  readonly #pool: readonly Certificate[]
  readonly #anchors: TrustAnchors
  readonly #at: Date
  #attempts = 0

  constructor(pool: readonly Certificate[], anchors: TrustAnchors, at: Date) {
    this.#pool = pool
    this.#anchors = anchors
    this.#at = at
  }

  extend(path: readonly [Certificate, ...Certificate[]]): TrustPath {
    const current = path.at(-1) ?? path[0]
    // An anchor is trusted as it is: neither its dates nor its own signature count.
    if (this.#anchors.has(current)) return { trusted: true, path: [...path] }
    const reason = this.#refusal(path, current)
    if (reason !== undefined) return reason

    let furthest = failure(
      path,
      `the certificate of "${current.issuer}", which issued "${current.subject}", is neither in the file nor in the truststore`,
    )
    for (const issuer of this.#issuers(path, current)) {
      const result = this.extend([...path, issuer])
      if (result.trusted) return result
      if (result.path.length > furthest.path.length) furthest = result
    }
    return furthest
  }

  #refusal(path: readonly Certificate[], current: Certificate): TrustPath | undefined {
    const { problem, weak } = certificateProblem(current) ?? {}
    if (problem !== undefined) return failure(path, problem, { weak: weak ?? false })
    // The signer's own dates are another finding; here only its issuers count.
    if (path.length > 1 && (this.#at < current.notBefore || this.#at > current.notAfter)) {
      const day = this.#at.toISOString().slice(0, 10)
      return failure(path, `the certificate "${current.subject}" was not valid on ${day}`, { expired: true })
    }
    if (current.selfSigned) return failure(path, `the root "${current.subject}" is not in the truststore`)
    return path.length >= MAXIMUM_LENGTH ? failure(path, 'the chain is too long') : undefined
  }

  #issuers(path: readonly Certificate[], current: Certificate): Certificate[] {
    return [...this.#anchors.withSubject(current.issuerDer), ...this.#pool].filter((issuer) => {
      const named = Buffer.compare(issuer.subjectDer, current.issuerDer) === 0
      if (!named || path.some((one) => sameCertificate(one, issuer)) || !mayIssue(issuer, path.length - 1)) {
        return false
      }
      this.#attempts += 1
      return this.#attempts <= MAXIMUM_ATTEMPTS && isIssuedBy(current, issuer)
    })
  }
}

function failure(
  path: readonly Certificate[],
  reason: string,
  { weak = false, expired = false }: { weak?: boolean; expired?: boolean } = {},
): TrustPath & { trusted: false } {
  return { trusted: false, path: [...path], reason, weak, expired }
}

/** @param authoritiesBelow how many authorities are between it and the signer */
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
