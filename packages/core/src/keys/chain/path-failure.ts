import type { Certificate } from '../../format/x509/certificate.ts'

/** Why a chain does not end at a trusted root as it should. */
export interface PathFailure {
  kind: 'expired' | 'not-yet-valid' | 'weak' | 'untrusted'
  /** A clause for a message. */
  reason: string
}

export function untrusted(reason: string): PathFailure {
  return { kind: 'untrusted', reason }
}

/** A chain from a certificate to a trust anchor, the anchor last, or why there is none. */
export type TrustedPath =
  | { trusted: true; path: [Certificate, ...Certificate[]] }
  | { trusted: false; path: [Certificate, ...Certificate[]]; failure: PathFailure }

/** What there is to say of a chain that ends nowhere. */
export function missingIssuer(top: Certificate): PathFailure {
  if (top.selfSigned) return untrusted(`the root "${top.subject}" is not in the truststore`)
  return untrusted(
    `the certificate of "${top.issuer}", which issued "${top.subject}", is neither in the file nor in the truststore`,
  )
}
