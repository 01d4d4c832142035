import type { Verdict } from '@tacosmith/core'
import type { ActionResult } from './action-result.ts'

/** All that is said about the signature of the file, in the log, the summary and the outputs. */
export interface SignatureFacts {
  /** There is one, and the file is as it was when it was made. */
  isSigned: boolean
  /** For people, in a few words. */
  verdict: string
  subject: string | undefined
  issuer: string | undefined
  /** The days of the certificate. */
  certificate: string | undefined
  timestamp: string | undefined
  /** The day from which Tableau rejects it; undefined where it never accepts it. */
  validUntil: string | undefined
}

/** Nobody's signature any more. */
const BROKEN = new Set<Verdict['status']>(['unsigned', 'partially-signed', 'tampered', 'malformed'])
const ACCEPTED = new Set<Verdict['status']>(['verified', 'untrusted', 'expired'])

const WORDS: Record<Verdict['status'], string> = {
  verified: 'verified',
  unsigned: 'none: Tableau loads it only with signature checks switched off',
  'partially-signed': 'partial: some of its files are not signed',
  tampered: 'tampered: it was changed after it was signed',
  malformed: 'malformed',
  untrusted: 'untrusted: the root of its certificate is not known here',
  expired: 'expired',
  'not-yet-valid': 'not valid yet',
  'bad-key-usage': 'made with a certificate that is not for signing code',
  weak: 'too weak',
}

/** What is known about the signature; undefined where there is no file. */
export function signatureFacts({ taco, verdict }: ActionResult): SignatureFacts | undefined {
  if (taco === undefined) return undefined
  const { signature, isDevelopmentSigned } = taco
  if (verdict === undefined) return { ...NOTHING, isSigned: signature !== undefined, verdict: 'not checked' }
  const { status, signers } = verdict
  const [signer] = signers
  if (BROKEN.has(status) || signer === undefined) return { ...NOTHING, verdict: WORDS[status] }
  const isForDevelopment = isDevelopmentSigned && status === 'untrusted'
  return {
    isSigned: true,
    verdict: isForDevelopment
      ? 'made with a development certificate, which Tableau does not trust'
      : WORDS[status],
    subject: signer.subject,
    issuer: signer.issuer,
    certificate: `${day(signer.notBefore)} to ${day(signer.notAfter)}`,
    timestamp: signer.timestamp ? `${day(signer.timestamp.time)} by ${signer.timestamp.authority}` : 'none',
    validUntil: ACCEPTED.has(status) && !isForDevelopment ? verdict.validUntil : undefined,
  }
}

const NOTHING = {
  isSigned: false,
  subject: undefined,
  issuer: undefined,
  certificate: undefined,
  timestamp: undefined,
  validUntil: undefined,
}

/** That nobody signed it, in one sentence. */
const NOT_SIGNED = 'Not signed: Tableau loads it only with signature checks switched off'

/** Who signed it and until when Tableau accepts it, in one line. */
export function signatureLine(facts: SignatureFacts): string {
  const { subject, issuer, timestamp, validUntil, verdict } = facts
  if (verdict === WORDS.unsigned) return NOT_SIGNED
  if (subject === undefined) return `Signature: ${verdict}`
  const stamped = timestamp === 'none' ? 'without a timestamp' : `with a timestamp of ${timestamp}`
  const until = validUntil === undefined ? '' : `; Tableau accepts it until ${day(validUntil)}`
  const doubt = verdict === WORDS.verified ? '' : ` (${verdict})`
  return `Signed by ${subject}, certified by ${issuer}, ${stamped}${until}${doubt}`
}

function day(instant: string): string {
  return instant.slice(0, 10)
}
