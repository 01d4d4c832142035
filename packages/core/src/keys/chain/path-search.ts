import type { Certificate } from '../../format/x509/certificate.ts'
import type { CertificateReading } from '../../format/x509/certificate-reading.ts'
import type { TrustAnchors } from '../trust-anchors.ts'
import { namesItself } from './block-chain.ts'
import {
  missingIssuer,
  type PathFailure,
  type TrustedPath,
  trustedUnless,
  untrusted,
} from './path-failure.ts'
import { type AnchorFailure, type PathTimes, unfitRoot, validatePath } from './path-validation.ts'

/** Among authorities that all sign each other, paths are without number. */
const MAXIMUM_ATTEMPTS = 200

/** A JDK looks for no more authorities above the signer, not counting those that name themselves. */
const MAXIMUM_AUTHORITIES = 5

/**
 * Searches for a chain among the certificates of a signature, as a JDK does where the chain in it does not end at an anchor:
 * one of them may have the name of an anchor and another key.
 */
export function searchPath(
  chain: readonly [Certificate, ...Certificate[]],
  anchors: TrustAnchors,
  times: PathTimes,
): TrustedPath {
  const reason = targetProblem(chain[0], times.validAt)
  if (reason !== undefined) return { trusted: false, path: [...chain], failure: untrusted(reason) }
  return new PathSearch(chain, anchors, times).run()
}

function tooManyWays(): PathFailure {
  return { ...untrusted('its certificates make more chains than can be tried'), policy: 'long-chain' }
}

function withoutKind({ reason, policy }: PathFailure): PathFailure {
  return { ...untrusted(reason), ...(policy !== undefined && { policy }) }
}

/** A JDK first looks for the certificate that it builds a chain for: as one that issues no others, else as an authority. */
function targetProblem(target: Certificate, at: Date): string | undefined {
  if (!isValid(target, at))
    return `the certificate "${target.subject}" was not valid on ${at.toISOString().slice(0, 10)}`
  const { isAuthority, pathLength = 0 } = target
  // To a JDK -1 means that it is no authority.
  if (!isAuthority || pathLength >= -1) return undefined
  return `the certificate "${target.subject}" has a negative path length (basicConstraints)`
}

class PathSearch {
  readonly #chain: readonly [Certificate, ...Certificate[]]
  readonly #anchors: TrustAnchors
  readonly #times: PathTimes
  readonly #failures: AnchorFailure[] = []
  #good: [Certificate, ...Certificate[]] | undefined
  #attempts = 0

  constructor(chain: readonly [Certificate, ...Certificate[]], anchors: TrustAnchors, times: PathTimes) {
    this.#chain = chain
    this.#anchors = anchors
    this.#times = times
  }

  /** Tries all ways: a JDK takes the first that holds, in no particular order, and only then asks whether its root is fit. */
  run(): TrustedPath {
    this.#extend([this.#chain[0]])
    if (this.#attempts > MAXIMUM_ATTEMPTS) return this.#failed(tooManyWays())
    const unfit = unfitRoot(this.#failures)
    if (this.#good !== undefined) return trustedUnless(this.#good, unfit)
    const failures = this.#failures.map(({ failure }) => failure)
    // After a search a JDK does not say what was wrong with the last chain.
    const [first] = failures.filter(({ isFinal }) => !isFinal).map(withoutKind)
    const failure = failures.find(({ policy }) => policy !== undefined) ?? unfit ?? first
    return this.#failed(failure ?? missingIssuer(this.#chain.at(-1) ?? this.#chain[0]))
  }

  #failed(failure: PathFailure): TrustedPath {
    return { trusted: false, path: [...this.#chain], failure }
  }

  #extend(path: readonly [Certificate, ...Certificate[]]): void {
    this.#attempts += 1
    if (this.#attempts > MAXIMUM_ATTEMPTS) return
    const current = path.at(-1) ?? path[0]
    const named = this.#anchors.withName(current.reading.issuer.canonical)
    for (const anchor of named.filter((one) => this.#isCandidate(path, one))) {
      const failure = validatePath(path, anchor, this.#times, { datesChecked: true })
      if (failure === undefined) this.#good ??= [...path, anchor]
      else this.#failures.push({ failure, anchor })
    }
    for (const issuer of this.#issuers(path, current)) this.#extend([...path, issuer])
  }

  /** A JDK overlooks the dates of an anchor only where it issued the signer's certificate. */
  #isCandidate(path: readonly [Certificate, ...Certificate[]], anchor: Certificate): boolean {
    const { validAt } = this.#times
    const isOld = anchor.reading.version < 3
    const current = path.at(-1) ?? path[0]
    return (
      !path.some((one) => isSame(one, anchor)) &&
      (path.length === 1 || isValid(anchor, validAt)) &&
      (!isOld || (isValid(anchor, current.notBefore) && isValid(anchor, current.notAfter)))
    )
  }

  #issuers(path: readonly Certificate[], current: Certificate): Certificate[] {
    const authorities = path.slice(1).filter((one) => !namesItself(one)).length
    if (authorities >= MAXIMUM_AUTHORITIES) return []
    return this.#chain
      .slice(1)
      .filter(
        (issuer) =>
          issuer.reading.subject.canonical === current.reading.issuer.canonical &&
          !path.some((one) => isSame(one, issuer)) &&
          !(namesItself(current) && namesItself(issuer)) &&
          mayIssue(issuer, authorities, this.#times.validAt),
      )
  }
}

function mayIssue(issuer: Certificate, authoritiesBelow: number, at: Date): boolean {
  const { isAuthority, pathLength } = issuer
  const isLongEnough = pathLength === undefined || pathLength >= authoritiesBelow
  return isAuthority && isLongEnough && isValid(issuer, at)
}

function isValid({ notBefore, notAfter }: Certificate, at: Date): boolean {
  return at >= notBefore && at <= notAfter
}

/** Java takes certificates of the same name and key for the same. */
function isSame({ reading: one }: Certificate, { reading: other }: Certificate): boolean {
  return (
    one.subject.canonical === other.subject.canonical &&
    Buffer.compare(one.publicKey.encoded, other.publicKey.encoded) === 0 &&
    Buffer.compare(alternativeNames(one), alternativeNames(other)) === 0
  )
}

function alternativeNames({ extensions }: CertificateReading): Uint8Array {
  const oid = '2.5.29.17'
  return (extensions.unreadable.has(oid) ? undefined : extensions.contents.get(oid)) ?? new Uint8Array()
}
