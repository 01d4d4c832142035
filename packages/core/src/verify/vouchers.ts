import { isSignedWith } from '../format/x509/certificate-signature.ts'
import type { TrustAnchors } from '../keys/index.ts'
import { advisedCertificates } from './advised-certificates.ts'
import type { VerifiedSignature } from './signature-block.ts'
import { type Problem, warning } from './verdict.ts'

/** Nobody has more authorities of one name. */
const MAXIMUM_ISSUERS = 5

/** A JDK does not look whether a certificate that no chain needs is as its issuer made it. */
export function checkVouchers(signatures: readonly VerifiedSignature[], anchors: TrustAnchors): Problem[] {
  const all = signatures.flatMap(({ certificates, timestamp }) => [
    ...certificates,
    ...(timestamp?.certificates ?? []),
  ])
  const unique = advisedCertificates(all)
  return unique.flatMap((one) => {
    if (one.selfSigned || anchors.has(one)) return []
    const name = one.reading.issuer.canonical
    const named = unique.filter(({ reading }) => reading.subject.canonical === name)
    const issuers = [...anchors.withName(name), ...named].slice(0, MAXIMUM_ISSUERS)
    if (issuers.length === 0 || issuers.some(({ reading }) => isSignedWith(one.reading, reading.publicKey)))
      return []
    const message = `the certificate "${one.subject}" in the file is not as its issuer "${one.issuer}" signed it`
    const help = 'Sign the file again, with the certificates as the authority publishes them.'
    return [warning('taco-certificate-changed', message, help)]
  })
}
