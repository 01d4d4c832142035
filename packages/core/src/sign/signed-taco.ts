import type { TacosmithError } from '../errors.ts'
import { type ByteSource, wholeOf } from '../format/zip/index.ts'
import {
  authorityChainEnd,
  type CertificateChain,
  isVerifiedByEveryJdk,
  missingIssuerHelp,
  missingTimestampIssuer,
  type Timestamp,
} from '../keys/index.ts'
import type { Diagnostic } from '../report/diagnostic.ts'
import { isoDay, type UsableKey } from './preflight.ts'
import type { DigestAlgorithm } from './signer.ts'

/** When a signature was made, and who says so. */
export interface SignedTimestamp {
  /** ISO 8601 instants. */
  time: string
  /** The name of the authority. */
  authority: string
  notAfter: string
}

/** A signed `.taco` and by whom it is signed. */
export interface SignedTaco {
  /** The whole file; assembled on first use, because that doubles the memory. */
  readonly bytes: Uint8Array
  /** The file, to be written piece by piece. Unchanged parts are read from the original, which has to stay open. */
  content: ByteSource
  signer: {
    subject: string
    issuer: string
    /** ISO 8601 instants. */
    notBefore: string
    notAfter: string
    /** For people: `RSA 3072 bits with SHA-256`. */
    algorithm: string
    /** SHA-256 of the signer's certificate. */
    fingerprint: string
  }
  timestamp?: SignedTimestamp
  /** The day (ISO 8601, UTC) from which Tableau rejects the file. */
  validUntil: string
  warnings: Diagnostic[]
}

/** What {@link describeResult} describes. */
export interface SigningOutcome {
  content: ByteSource
  chain: CertificateChain
  key: UsableKey
  digest: DigestAlgorithm
  timestamp: Timestamp | undefined
  /** Why there is no timestamp although one was asked for. */
  failure: TacosmithError | undefined
}

/** Says who signed, until when the file is good and what may become a problem. */
export function describeResult({
  content,
  chain,
  key,
  digest,
  timestamp,
  failure,
}: SigningOutcome): SignedTaco {
  const { leaf } = chain
  const expires = new Date(
    Math.min(...[leaf, ...chain.intermediates].map(({ notAfter }) => notAfter.getTime())),
  )
  // Java accepts the file as long as one of the two is valid.
  const stampEnd = timestamp && authorityChainEnd(timestamp)
  const end = stampEnd === undefined || stampEnd < expires ? expires : stampEnd
  let bytes: Uint8Array | undefined
  return {
    get bytes() {
      bytes ??= wholeOf(content)
      return bytes
    },
    content,
    signer: {
      subject: leaf.subject,
      issuer: leaf.issuer,
      notBefore: leaf.notBefore.toISOString(),
      notAfter: leaf.notAfter.toISOString(),
      algorithm: `${key.text} with ${digest.replace('sha', 'SHA-')}`,
      fingerprint: leaf.fingerprint,
    },
    ...(timestamp === undefined ? {} : { timestamp: describeTimestamp(timestamp) }),
    validUntil: isoDay(end),
    warnings: [
      ...(timestamp === undefined ? [withoutTimestamp(end, failure)] : []),
      ...(timestamp === undefined ? [] : timestampWarnings(timestamp)),
      ...algorithmWarnings(key),
      ...chainWarnings(chain),
    ],
  }
}

/** A timestamp in the words of a result. */
export function describeTimestamp({ time, authority, notAfter }: Timestamp): SignedTimestamp {
  return { time: time.toISOString(), authority, notAfter: notAfter.toISOString() }
}

function withoutTimestamp(end: Date, failure: TacosmithError | undefined): Diagnostic {
  const reason = failure === undefined ? '' : ` (${failure.message})`
  return {
    rule: 'taco-no-timestamp',
    severity: 'warning',
    message: `the signature has no timestamp${reason}: Tableau will reject the file from ${isoDay(end)} on, when the certificate expires`,
    help: 'Set sign.timestamp to the address of an RFC 3161 timestamp authority; the authority that issued the certificate runs one.',
  }
}

/** Java looks for an issuer in the token, and then among its roots. */
export function timestampWarnings(timestamp: Timestamp): Diagnostic[] {
  const issuer = missingTimestampIssuer(timestamp)
  if (issuer === undefined) return []
  return [
    {
      rule: 'taco-timestamp-untrusted',
      severity: 'warning',
      message: `the timestamp of "${timestamp.authority}" does not hold the certificate of "${issuer}", which issued that of the authority: unless it is a root in Tableau's truststore, Tableau rejects the file`,
      help: 'Check the signed file: tacosmith verify FILE. If the authority is not trusted, use another one.',
    },
  ]
}

function algorithmWarnings({ algorithm, text }: UsableKey): Diagnostic[] {
  if (isVerifiedByEveryJdk(algorithm)) return []
  return [
    {
      rule: 'taco-newer-algorithm',
      severity: 'warning',
      message: `the signature is made with an ${text} key: JDK 16 and newer verify it, the JREs of Java 8 to 15 treat the file as unsigned`,
      help: 'Sign with an RSA key (PKCS#1 v1.5) or an EC key, which every release of Tableau verifies.',
    },
  ]
}

function chainWarnings(chain: CertificateChain): Diagnostic[] {
  if (chain.leaf.selfSigned) {
    return [
      {
        rule: 'taco-self-signed',
        severity: 'warning',
        message: `the certificate "${chain.leaf.subject}" is self-signed: Tableau rejects the file unless the certificate is in its truststore`,
        help: 'Sign releases with a certificate from an authority that Java trusts.',
      },
    ]
  }
  if (chain.missingIssuer === undefined || chain.intermediates.length > 0) return []
  return [
    {
      rule: 'taco-chain-incomplete',
      severity: 'warning',
      message: `the certificate of "${chain.missingIssuer}", which issued the signer's certificate, was not given: unless it is a root in Tableau's truststore, Tableau rejects the file`,
      help: missingIssuerHelp(chain),
    },
  ]
}
