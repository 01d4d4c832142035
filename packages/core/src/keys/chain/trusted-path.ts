import type { Certificate } from '../../format/x509/certificate.ts'
import type { TrustAnchors } from '../trust-anchors.ts'
import { keyIdentifierMatches } from './authority-key.ts'
import {
  missingIssuer,
  type PathFailure,
  refusedForm,
  type TrustedPath,
  trustedUnless,
  untrusted,
  withKnownRoot,
} from './path-failure.ts'
import { searchPath } from './path-search.ts'
import { type AnchorFailure, type PathTimes, unfitRoot, validatePath } from './path-validation.ts'

/** No real chain is longer. */
const MAXIMUM_LENGTH = 50

/**
 * Finds out as a JDK does whether a chain out of a signature leads to an anchor.
 *
 * @param chain from `blockChain`
 */
export function findTrustedPath(
  chain: readonly [Certificate, ...Certificate[]],
  anchors: TrustAnchors,
  times: PathTimes,
): TrustedPath {
  const [leaf] = chain
  if (anchors.has(leaf)) return { trusted: true, path: [leaf] }
  if (chain.length > MAXIMUM_LENGTH) {
    const reason = `its chain in the file has ${chain.length} certificates`
    return { trusted: false, path: [leaf], failure: { ...untrusted(reason), policy: 'long-chain' } }
  }
  const doubt = rootDoubt(chain, anchors)
  if (doubt !== undefined) return { trusted: false, path: [leaf], failure: refusedForm(doubt) }
  const below = belowAnchor(chain, anchors)
  const top = below.at(-1) ?? leaf
  const isAnchored = below.length < chain.length || anchors.withName(top.reading.issuer.canonical).length > 0
  const path = isAnchored ? validateBelowAnchors(below, anchors, times) : searchPath(chain, anchors, times)
  return withKnownRoot(path, anchors)
}

/** Why nobody here can say whether one of the names in a chain is that of a root, or what Java makes of that root. */
function rootDoubt(chain: readonly Certificate[], anchors: TrustAnchors): string | undefined {
  for (const { subject, reading } of chain) {
    for (const name of [reading.issuer, reading.subject]) {
      if (anchors.hasDoubtful(name))
        return `some JDKs take a name in the certificate "${subject}" for that of a root in the truststore, and others do not`
      const refusal = anchors.refusal(name.canonical)
      if (refusal !== undefined)
        return `the truststore holds a root by a name in the certificate "${subject}", and tacosmith cannot judge it: ${refusal}`
    }
  }
  return undefined
}

/** Up to the first certificate that is an anchor, or has the name and the key of one. */
function belowAnchor(
  chain: readonly [Certificate, ...Certificate[]],
  anchors: TrustAnchors,
): [Certificate, ...Certificate[]] {
  const [leaf, ...issuers] = chain
  const end = issuers.findIndex((issuer) => isAnchor(issuer, anchors))
  return end < 0 ? [leaf, ...issuers] : [leaf, ...issuers.slice(0, end)]
}

function isAnchor(certificate: Certificate, anchors: TrustAnchors): boolean {
  const { subject, publicKey } = certificate.reading
  const sameKey = ({ reading }: Certificate): boolean =>
    Buffer.compare(reading.publicKey.encoded, publicKey.encoded) === 0
  return anchors.has(certificate) || anchors.withName(subject.canonical).some(sameKey)
}

function validateBelowAnchors(
  chain: [Certificate, ...Certificate[]],
  anchors: TrustAnchors,
  times: PathTimes,
): TrustedPath {
  const top = chain.at(-1) ?? chain[0]
  const named = anchors.withName(top.reading.issuer.canonical)
  const found: AnchorFailure[] = []
  let good: Certificate | undefined
  for (const anchor of named.filter((one) => keyIdentifierMatches(top, one))) {
    const failure = validatePath(chain, anchor, times)
    if (failure === undefined) good ??= anchor
    else found.push({ failure, anchor })
  }
  const unfit = unfitRoot(found)
  if (good !== undefined) return trustedUnless([...chain, good], unfit)
  const failures = found.map(({ failure }) => failure)
  let failure = failures.find(({ policy }) => policy !== undefined) ?? unfit ?? reportedFailure(failures)
  if (failure === undefined && named.length > 0) {
    failure = untrusted(
      `the root "${top.issuer}" in the truststore has another key identifier or serial number than "${top.subject}" names (authorityKeyIdentifier)`,
    )
  }
  return { trusted: false, path: chain, failure: failure ?? missingIssuer(top) }
}

/** A JDK reports what it finds with the anchor that it tries last, and tries them in no particular order. */
function reportedFailure(failures: readonly PathFailure[]): PathFailure | undefined {
  const expired = failures.find(({ kind }) => kind === 'expired')
  if (expired === undefined || failures.every(({ kind }) => kind === 'expired')) return failures.at(-1)
  return { ...expired, isAtRandom: true }
}
