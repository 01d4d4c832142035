import { hasBit } from '../../format/der/element-values.ts'
import type { Certificate } from '../../format/x509/certificate.ts'
import { signatureAnswer } from '../../format/x509/certificate-signature.ts'
import { extensionName } from '../../format/x509/extension-names.ts'
import { MixedAddresses, RefusedByPolicy } from '../../format/x509/policy.ts'
import { algorithmFailure, keyFailure } from './algorithm-limits.ts'
import { namesItself } from './block-chain.ts'
import { isBlocked } from './blocked-certificates.ts'
import { NameLimits, NamesProblem } from './name-limits.ts'
import { type PathFailure, refusedForm, untrusted } from './path-failure.ts'
import { PolicyTree } from './policy-tree.ts'

/** The points in time that a chain is judged at. */
export interface PathTimes {
  /** All certificates have to be valid then. */
  validAt: Date
  /** It decides whether SHA-1 is still accepted: when the file was stamped, or now. */
  signedAt: Date
}

const KEY_CERT_SIGN = 5
/** What a JDK heeds of critical extensions on the way up. */
const HEEDED_EXTENSIONS: ReadonlySet<string> = new Set([
  '2.5.29.15', // keyUsage
  '2.5.29.17', // subjectAltName
  '2.5.29.19', // basicConstraints
  '2.5.29.30', // nameConstraints
  '2.5.29.32', // certificatePolicies
  '2.5.29.33', // policyMappings
  '2.5.29.36', // policyConstraints
  '2.5.29.37', // extKeyUsage
  '2.5.29.54', // inhibitAnyPolicy
])

/**
 * Validates a chain (RFC 5280, section 6) below a trust anchor, in the order in which a JDK does: from above, and for each
 * certificate algorithms, usage, constraints, policies, dates, names and signature.
 *
 * @param chain the signer's certificate first, without the anchor
 * @param options what a JDK leaves out where it has searched for the chain itself
 * @returns what it finds first
 */
export function validatePath(
  chain: readonly Certificate[],
  anchor: Certificate,
  times: PathTimes,
  options: { datesChecked?: boolean } = {},
): PathFailure | undefined {
  const anchorKey = keyFailure(anchor.reading.publicKey, anchor.subject)
  if (anchorKey !== undefined) return anchorKey
  const state = new PathState(chain.length)
  let issuer = anchor
  for (const certificate of chain.toReversed()) {
    const failure =
      blockedFailure(certificate) ??
      algorithmFailure(certificate, times.signedAt) ??
      state.check(certificate) ??
      (options.datesChecked ? undefined : dateFailure(certificate, times.validAt)) ??
      signatureFailure(certificate, issuer) ??
      extensionFailure(certificate)
    if (failure !== undefined) return failure
    issuer = certificate
  }
  return anchorFailure(anchor)
}

function blockedFailure(certificate: Certificate): PathFailure | undefined {
  if (!isBlocked(certificate)) return undefined
  return untrusted(
    `the certificate "${certificate.subject}" is one that JDKs block, because it was stolen or issued in error`,
  )
}

class PathState {
  readonly #length: number
  readonly #names: NameLimits = new NameLimits()
  readonly #policies: PolicyTree
  /** How many certificates there may still be that do not name themselves. */
  #pathLength: number
  #position = 0

  constructor(length: number) {
    this.#length = length
    this.#pathLength = length
    this.#policies = new PolicyTree(length)
  }

  check(certificate: Certificate): PathFailure | undefined {
    this.#position += 1
    const isLast = this.#position === this.#length
    const clause = (reason: string): string => `the certificate "${certificate.subject}" ${reason}`
    try {
      const reason =
        (isLast ? undefined : (usageProblem(certificate) ?? this.#authorityProblem(certificate))) ??
        this.#nameProblem(certificate, isLast) ??
        this.#policies.add(certificate)
      return reason === undefined ? undefined : untrusted(clause(reason))
    } catch (error) {
      if (error instanceof MixedAddresses)
        return { ...refusedForm(clause(error.message)), policy: 'mixed-addresses' }
      if (error instanceof RefusedByPolicy) return refusedForm(clause(error.message))
      if (error instanceof NamesProblem) return { ...untrusted(clause(error.message)), endsSearch: true }
      throw error
    }
  }

  /** Like the others, it gives what follows the name of the certificate. */
  #authorityProblem(certificate: Certificate): string | undefined {
    const { version, extensions } = certificate.reading
    const { basicConstraints } = extensions.values
    const isOldRoot = version < 3 && this.#position === 1 && namesItself(certificate)
    const isAuthority = version < 3 ? isOldRoot : basicConstraints?.isAuthority
    const limit = (version < 3 ? undefined : basicConstraints?.pathLength) ?? Number.POSITIVE_INFINITY
    if (!isAuthority || limit === -1) return 'issued the next one, but is not an authority (basicConstraints)'
    if (!namesItself(certificate)) {
      if (this.#pathLength <= 0)
        return 'makes the chain longer than an authority above it allows (pathLenConstraint)'
      this.#pathLength -= 1
    }
    this.#pathLength = Math.min(this.#pathLength, limit)
    return undefined
  }

  #nameProblem(certificate: Certificate, isLast: boolean): string | undefined {
    const problem = isLast || !namesItself(certificate) ? this.#names.refusal(certificate) : undefined
    if (problem !== undefined) return problem
    try {
      this.#names.add(certificate.reading.extensions.values.nameConstraints)
      return undefined
    } catch (error) {
      if (error instanceof RefusedByPolicy) throw error
      throw new NamesProblem(`has name constraints that Java cannot use, because ${(error as Error).message}`)
    }
  }
}

function usageProblem({ reading }: Certificate): string | undefined {
  const { keyUsage } = reading.extensions.values
  if (keyUsage === undefined || hasBit(keyUsage, KEY_CERT_SIGN)) return undefined
  return 'issued the next one, but must not issue certificates (keyUsage lacks keyCertSign)'
}

function dateFailure({ subject, notBefore, notAfter }: Certificate, at: Date): PathFailure | undefined {
  const day = at.toISOString().slice(0, 10)
  const reason = `the certificate "${subject}" was not valid on ${day}`
  if (at < notBefore) return { kind: 'not-yet-valid', reason }
  return at > notAfter ? { kind: 'expired', reason } : undefined
}

function signatureFailure(certificate: Certificate, issuer: Certificate): PathFailure | undefined {
  const sameName = certificate.reading.issuer.canonical === issuer.reading.subject.canonical
  const { publicKey } = issuer.reading
  const answer = sameName ? signatureAnswer(certificate.reading, publicKey) : 'fails'
  if (answer === 'holds') return undefined
  if (answer === 'unclear') {
    const why = publicKey.unclear ?? 'the signature has an unusual form'
    const reason = `whether "${issuer.subject}" signed the certificate "${certificate.subject}" cannot be verified (${why})`
    return { ...untrusted(reason), policy: 'certificate-form' }
  }
  const failure = untrusted(`the certificate "${certificate.subject}" is not signed by "${issuer.subject}"`)
  const mayFail = sameName && publicKey.algorithm === 'dsa' && !publicKey.isUsable
  return mayFail ? { ...failure, endsSearch: true } : failure
}

function extensionFailure({ subject, reading }: Certificate): PathFailure | undefined {
  const unheeded = [...reading.extensions.critical].find((oid) => !HEEDED_EXTENSIONS.has(oid))
  if (unheeded === undefined) return undefined
  const extension = extensionName(unheeded)
  return untrusted(
    `the certificate "${subject}" has a critical extension that Java does not process (${extension})`,
  )
}

/** Why a chain does not count below an anchor. */
export interface AnchorFailure {
  failure: PathFailure
  anchor: Certificate
}

/**
 * What keeps a JDK that comes to it from looking for another root: it is not fit to be one, or Java fails on the way. Where
 * nobody here can tell whether a chain below an unfit root holds, it may.
 */
export function unfitRoot(failures: readonly AnchorFailure[]): PathFailure | undefined {
  for (const { failure, anchor } of failures) {
    if (failure.isFinal || failure.endsSearch) return failure
    const unfit = failure.policy === undefined ? undefined : anchorFailure(anchor)
    if (unfit !== undefined) return unfit
  }
  return undefined
}

/** An anchor is trusted as it is, whatever its dates, signature and constraints; but it has to be an authority. */
function anchorFailure(anchor: Certificate): PathFailure | undefined {
  const reason = anchorProblem(anchor)
  return reason === undefined ? undefined : { ...untrusted(reason), isFinal: true }
}

function anchorProblem({ subject, reading }: Certificate): string | undefined {
  if (reading.version < 3) return undefined
  const { basicConstraints, keyUsage } = reading.extensions.values
  if (!basicConstraints?.isAuthority || basicConstraints.pathLength === -1)
    return `the root "${subject}" in the truststore is not an authority (basicConstraints)`
  if (keyUsage === undefined || hasBit(keyUsage, KEY_CERT_SIGN)) return undefined
  return `the root "${subject}" in the truststore must not issue certificates (keyUsage lacks keyCertSign)`
}
