import type { Certificate } from '../../format/x509/certificate.ts'
import { isSignedWith } from '../../format/x509/certificate-signature.ts'
import type { TrustAnchors } from '../trust-anchors.ts'

/** Why a chain does not end at a trusted root as it should. */
export interface PathFailure {
  kind: 'expired' | 'not-yet-valid' | 'weak' | 'untrusted'
  /** A clause for a message. */
  reason: string
  /** Only the root is at fault: a JDK that comes to it looks for no other one. */
  isFinal?: true
  /** Java fails in a way of its own here, after which it tries nothing else. */
  endsSearch?: true
  /** The chain does lead to a root of the truststore, the last of the path, but not as it should. */
  isRootKnown?: true
  /** A certificate above the chain is missing: nobody here can say whether it is a root. */
  isIssuerMissing?: true
  /** With another root of that name it fails otherwise, and a JDK reports either. */
  isAtRandom?: true
  /** Why it is refused although JDKs accept it, always or at times. */
  policy?: PathPolicy
}

/**
 * - `certificate-form`: a name, a key or a signature is so odd that JDKs differ in what they make of it, or nobody here can tell.
 * - `ambiguous-root`: another root would do. JDKs take either, and not always the same.
 * - `long-chain`: it is longer than any real one, or one of very many.
 * - `mixed-addresses`: some JDKs cannot compare the addresses in its name constraints.
 */
export type PathPolicy = 'certificate-form' | 'ambiguous-root' | 'long-chain' | 'mixed-addresses'

export function untrusted(reason: string): PathFailure {
  return { kind: 'untrusted', reason }
}

/** Final, because another root would not make it any better known what Java does. */
export function refusedForm(reason: string): PathFailure {
  return { ...untrusted(reason), isFinal: true, policy: 'certificate-form' }
}

/** A chain from a certificate to a trust anchor, the anchor last, or why there is none that counts. */
export type TrustedPath =
  | { trusted: true; path: [Certificate, ...Certificate[]] }
  | { trusted: false; path: [Certificate, ...Certificate[]]; failure: PathFailure }

/**
 * A chain that ends at a good root, unless a JDK may take another way.
 *
 * @param unfit - What it meets there, and looks no further.
 */
export function trustedUnless(
  path: [Certificate, ...Certificate[]],
  unfit: PathFailure | undefined,
): TrustedPath {
  if (unfit === undefined) return { trusted: true, path }
  const isRootUnfit = unfit.policy === undefined && !unfit.endsSearch
  const other = isRootUnfit
    ? ', and another root of that name and key is one: Java takes either'
    : '; there is another way to a root, and Java takes either'
  const failure = { ...unfit, reason: `${unfit.reason}${other}`, policy: 'ambiguous-root' } as const
  return { trusted: false, path, failure }
}

/** What there is to say of a chain that ends nowhere. */
export function missingIssuer(top: Certificate): PathFailure {
  if (top.selfSigned) return untrusted(`the root "${top.subject}" is not in the truststore`)
  const reason = `the certificate of "${top.issuer}", which issued "${top.subject}", is neither in the file nor in the truststore`
  return { ...untrusted(reason), isIssuerMissing: true }
}

/** Adds the root to a chain that fails below it or at it: whoever reads of the failure need not look for the root. */
export function withKnownRoot(path: TrustedPath, anchors: TrustAnchors): TrustedPath {
  if (path.trusted) return path
  const top = path.path.at(-1) ?? path.path[0]
  const named = anchors.withName(top.reading.issuer.canonical)
  const root = named.find(({ reading }) => isSignedWith(top.reading, reading.publicKey))
  if (root === undefined) return path
  const isThere = anchors.has(top)
  return {
    trusted: false,
    path: isThere ? path.path : [...path.path, root],
    failure: { ...path.failure, isRootKnown: true },
  }
}
