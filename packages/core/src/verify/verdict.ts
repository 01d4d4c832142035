import { TacosmithError } from '../errors.ts'
import type { Diagnostic } from '../report/diagnostic.ts'

/** What became of a `.taco`, in one word. Where several apply, the one that matters most. */
export type VerdictStatus =
  | 'verified'
  | 'unsigned'
  | 'partially-signed'
  | 'tampered'
  | 'untrusted'
  | 'expired'
  | 'not-yet-valid'
  | 'bad-key-usage'
  | 'weak'
  | 'malformed'

/** One signature of a `.taco`. */
export interface VerdictSigner {
  subject: string
  issuer: string
  /** Hexadecimal. */
  serial: string
  /** ISO 8601 instants. */
  notBefore: string
  notAfter: string
  /** For people: `RSA 3072 bits with SHA-256`. */
  algorithm: string
  /** From the signer upwards, as far as the chain could be built; the last one is the trusted root if there is one. */
  chain: VerdictCertificate[]
  /** The last of `chain` is a root of the truststore: none has to be imported, whatever else is wrong. */
  reachesRoot: boolean
  timestamp?: {
    /** ISO 8601 instants. */
    time: string
    authority: string
    notAfter: string
  }
}

/** One certificate of a chain. */
export interface VerdictCertificate {
  subject: string
  issuer: string
  /** ISO 8601 instants. */
  notBefore: string
  notAfter: string
}

/** How a JDK and Tableau would judge a `.taco`. */
export interface Verdict {
  /** Tableau would load it, and it meets what was asked for beyond that (a timestamp, the gallery). */
  ok: boolean
  status: VerdictStatus
  /** The line that Tableau writes to log.txt in this case. */
  tableauLog: string
  /** What `jarsigner -verify -strict` would exit with; null where nobody can say without asking it. */
  jarsignerExit: number | null
  signers: VerdictSigner[]
  /** The day (ISO 8601, UTC) from which Tableau rejects it. */
  validUntil?: string
  /** Errors first. Errors make the verdict; warnings do not. An error beside `verified` is something that was asked for and is missing. */
  problems: Diagnostic[]
  /** The files and who signed each; there only if it was asked for. */
  entries?: VerdictEntry[]
}

/** A file in a `.taco`. */
export interface VerdictEntry {
  name: string
  /** Who signed it as it is now: places in {@link Verdict.signers}, from 0. */
  signers: number[]
}

/** An exit code of jarsigner, or null where it is not predicted. */
export type JarsignerExit = number | null

/** A finding and what it does to the verdict. */
export interface Problem {
  /** Undefined where there is nothing to report beyond another finding. */
  diagnostic?: Diagnostic
  /** Undefined for a warning, which leaves the verdict alone. */
  status?: Exclude<VerdictStatus, 'verified'>
  /** The bits that it adds to jarsigner's exit code; 0 where jarsigner does not notice. */
  exit: number
  /** JDKs differ in what they make of it, or nobody here knows. */
  isExitUnknown?: true
}

/** The most informative status first. */
const PRECEDENCE: readonly VerdictStatus[] = [
  'malformed',
  'tampered',
  'unsigned',
  'partially-signed',
  'weak',
  'bad-key-usage',
  'not-yet-valid',
  'expired',
  'untrusted',
  'verified',
]

/** As the connector documentation lists them (log-entries); it names none for a damaged file but the general error. */
export const TABLEAU_LOG: Record<VerdictStatus, string> = {
  verified: '.taco verified.',
  unsigned: '.taco is not signed.',
  'partially-signed': 'There are unsigned files in the .taco.',
  untrusted: 'The signer certificate chain is not validated.',
  'bad-key-usage': 'The signer certificate chain is not validated.',
  expired: 'The signer certificate has expired.',
  'not-yet-valid': 'The signer certificate is not yet valid.',
  tampered: 'Package signature verification failed during connection creation.',
  weak: 'Package signature verification failed during connection creation.',
  malformed: 'Package signature verification failed during connection creation.',
}

/** Exit code of jarsigner when it gives up; no other bit is set beside it. */
export const EXIT_FAILURE = 1
export const EXIT_CHAIN_OR_DATE = 4
export const EXIT_EXTENDED_KEY_USAGE = 8
export const EXIT_UNSIGNED = 16
export const EXIT_TIMESTAMP = 64

/** An error, with its effect. */
export function problem(
  status: Exclude<VerdictStatus, 'verified'>,
  exit: number,
  rule: string,
  message: string,
  details: Pick<Diagnostic, 'file' | 'help'> = {},
): Problem {
  return { status, exit, diagnostic: { rule, severity: 'error', message, ...details } }
}

/** A finding that does not keep Tableau from loading the file. */
export function warning(rule: string, message: string, help: string, file?: string): Problem {
  const place = file === undefined ? {} : { file }
  return { exit: 0, diagnostic: { rule, severity: 'warning', message, ...place, help } }
}

/** An error that Tableau does not see: something that was asked for is missing. */
export function demand(rule: string, message: string, help: string): Problem {
  return { exit: 0, diagnostic: { rule, severity: 'error', message, help } }
}

/** jarsigner's exit code: where it gives up, no other bit is set; else the findings about the signers add theirs. */
export function jarsignerExit(integrity: JarsignerExit, aboutSigners: readonly Problem[]): JarsignerExit {
  if (integrity === null || integrity === EXIT_FAILURE) return integrity
  if (aboutSigners.some(({ isExitUnknown }) => isExitUnknown)) return null
  const bits = aboutSigners.reduce((sum, { exit }) => sum | exit, integrity)
  return (bits & EXIT_FAILURE) === 0 ? bits : EXIT_FAILURE
}

/** Puts findings together to a verdict. */
export function toVerdict(
  problems: readonly Problem[],
  jarsignerExit: JarsignerExit,
  signers: VerdictSigner[],
  validUntil: string | undefined,
): Verdict {
  const statuses = new Set(problems.map(({ status }) => status))
  const status =
    PRECEDENCE.find((candidate) => candidate === 'verified' || statuses.has(candidate)) ?? 'verified'
  return {
    ok: status === 'verified' && problems.every(({ diagnostic }) => diagnostic?.severity !== 'error'),
    status,
    tableauLog: TABLEAU_LOG[status],
    jarsignerExit,
    signers,
    ...(validUntil === undefined ? {} : { validUntil }),
    problems: problems
      .flatMap(({ diagnostic }) => (diagnostic === undefined ? [] : [diagnostic]))
      .toSorted((one, other) => Number(one.severity !== 'error') - Number(other.severity !== 'error')),
  }
}

/**
 * Refuses a file that cannot be read with certainty, in the words of its verdict.
 *
 * @param name what the message calls the file
 * @throws TacosmithError `archive-malformed`
 */
export function refuseMalformed({ status, problems }: Verdict, name: string): void {
  if (status !== 'malformed') return
  const found = problems.find(({ rule }) => rule === 'taco-malformed')
  const message = found?.message ?? 'the file is not a well-formed archive'
  throw new TacosmithError('archive-malformed', `${name}: ${message}`, {
    ...(found?.help !== undefined && { help: found.help }),
  })
}
