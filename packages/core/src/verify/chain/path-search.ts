import type { Certificate } from '../../format/x509/certificate.ts'
import type { TrustAnchors } from '../../keys/index.ts'
import { namesItself } from './block-chain.ts'
import { missingIssuer, type PathFailure, type TrustedPath } from './path-failure.ts'
import { type PathTimes, validatePath } from './path-validation.ts'

/** Among authorities that all sign each other, paths are without number. */
const MAXIMUM_ATTEMPTS = 200

/**
 * Searches for a chain among the certificates of a signature, as a JDK does where the chain in it does not end at an anchor:
 * one of them may have the name of an anchor and another key.
 */
export function searchPath(
  chain: readonly [Certificate, ...Certificate[]],
  anchors: TrustAnchors,
  times: PathTimes,
): TrustedPath {
  return new PathSearch(chain, anchors, times).extend([chain[0]])
}

class PathSearch {
  readonly #chain: readonly [Certificate, ...Certificate[]]
  readonly #anchors: TrustAnchors
  readonly #times: PathTimes
  #attempts = 0

  constructor(chain: readonly [Certificate, ...Certificate[]], anchors: TrustAnchors, times: PathTimes) {
    this.#chain = chain
    this.#anchors = anchors
    this.#times = times
  }

  extend(path: readonly [Certificate, ...Certificate[]]): TrustedPath {
    const current = path.at(-1) ?? path[0]
    let failure: PathFailure | undefined
    for (const anchor of this.#anchors.withName(current.reading.issuer.canonical)) {
      failure = validatePath(path, anchor, this.#times, { datesChecked: true })
      if (failure === undefined) return { trusted: true, path: [...path, anchor] }
    }
    for (const issuer of this.#issuers(path, current)) {
      const result = this.extend([...path, issuer])
      if (result.trusted) return result
      failure ??= result.failure
    }
    const top = this.#chain.at(-1) ?? current
    return { trusted: false, path: [...this.#chain], failure: failure ?? missingIssuer(top) }
  }

  #issuers(path: readonly Certificate[], current: Certificate): Certificate[] {
    const authorities = path.slice(1).filter((one) => !namesItself(one)).length
    return this.#chain.slice(1).filter((issuer) => {
      this.#attempts += 1
      return (
        this.#attempts <= MAXIMUM_ATTEMPTS &&
        issuer.reading.subject.canonical === current.reading.issuer.canonical &&
        !path.includes(issuer) &&
        !(namesItself(current) && namesItself(issuer)) &&
        mayIssue(issuer, authorities, this.#times.validAt)
      )
    })
  }
}

function mayIssue(issuer: Certificate, authoritiesBelow: number, at: Date): boolean {
  const { isAuthority, pathLength, notBefore, notAfter } = issuer
  const isLongEnough = pathLength === undefined || pathLength >= authoritiesBelow
  return isAuthority && isLongEnough && at >= notBefore && at <= notAfter
}
