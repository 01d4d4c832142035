import type { Certificate } from '../../format/x509/certificate.ts'

/** Why a chain does not end at a trusted root as it should. */
export interface PathFailure {
  kind: 'expired' | 'not-yet-valid' | 'weak' | 'untrusted'
  /** A clause for a message. */
  reason: string
  /** Only the root is at fault: a JDK that comes to it looks for no other one. */
  isFinal?: true
  /** Why it is refused although JDKs accept it, always or at times. */
  policy?: PathPolicy
}

/**
 * - `ambiguous-root`: another root would do. JDKs take either, and not always the same.
 * - `long-chain`: it is longer than any real one.
 */
export type PathPolicy = 'ambiguous-root' | 'long-chain'

export function untrusted(reason: string): PathFailure {
  return { kind: 'untrusted', reason }
}

/** A chain from a certificate to a trust anchor, the anchor last, or why there is none. */
export type TrustedPath =
  | { trusted: true; path: [Certificate, ...Certificate[]] }
  | { trusted: false; path: [Certificate, ...Certificate[]]; failure: PathFailure }

/** Of roots that all fit a chain, JDKs take any. */
export function anyRoot(path: TrustedPath, unfit: PathFailure | undefined): TrustedPath {
  if (unfit === undefined) return path
  if (!path.trusted) return { ...path, failure: unfit }
  const reason = `${unfit.reason}, and another root of that name and key is one: Java takes either`
  return { trusted: false, path: path.path, failure: { ...unfit, reason, policy: 'ambiguous-root' } }
}

/** What there is to say of a chain that ends nowhere. */
export function missingIssuer(top: Certificate): PathFailure {
  if (top.selfSigned) return untrusted(`the root "${top.subject}" is not in the truststore`)
  return untrusted(
    `the certificate of "${top.issuer}", which issued "${top.subject}", is neither in the file nor in the truststore`,
  )
}
