/**
 * What went wrong, as a stable word to branch on.
 *
 * - `usage`: an option or argument is wrong.
 * - `environment`: something the machine should provide is missing (a file, an engine, a program).
 * - `connector-not-found`: the connector folder or file does not exist or holds no manifest.
 * - `connector-invalid`: the connector has errors, so it was not packaged.
 * - `archive-malformed`: a file that should be a `.taco` cannot be read as an archive.
 * - `keystore`: a keystore, key or certificate file cannot be read (wrong password, unknown format, no such alias).
 * - `certificate`: the certificate cannot sign (expired, not yet valid, wrong usage, does not fit the key).
 * - `signing`: the signer failed.
 * - `timestamp`: no timestamp authority gave a usable token.
 * - `script`: a connector script cannot be built into the shape that Tableau evaluates.
 * - `output`: the result cannot be written.
 * - `verification`: a file that was just written does not verify.
 * - `internal`: a fault of tacosmith itself.
 */
export type TacosmithErrorCode =
  | 'usage'
  | 'environment'
  | 'connector-not-found'
  | 'connector-invalid'
  | 'archive-malformed'
  | 'keystore'
  | 'certificate'
  | 'signing'
  | 'timestamp'
  | 'script'
  | 'output'
  | 'verification'
  | 'internal'

const known: Readonly<Record<TacosmithErrorCode, true>> = {
  usage: true,
  environment: true,
  'connector-not-found': true,
  'connector-invalid': true,
  'archive-malformed': true,
  keystore: true,
  certificate: true,
  signing: true,
  timestamp: true,
  script: true,
  output: true,
  verification: true,
  internal: true,
}

/** Whether this version knows the code of an error, which may come from another copy of core. */
export function isErrorCode(code: unknown): code is TacosmithErrorCode {
  return typeof code === 'string' && Object.hasOwn(known, code)
}

/** What {@link TacosmithError} takes beside code and message. */
export interface TacosmithErrorOptions {
  /** What the user can do about it: one sentence. */
  help?: string
  /** The error that led to this one. */
  cause?: unknown
}

/**
 * The one error class of tacosmith.
 *
 * The message names the input, what was expected and what was found; `help` says how to fix it. Findings in a
 * connector are not errors but diagnostics.
 */
export class TacosmithError extends Error {
  override readonly name = 'TacosmithError'
  readonly code: TacosmithErrorCode
  readonly help: string | undefined

  constructor(code: TacosmithErrorCode, message: string, options: TacosmithErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.help = options.help
  }

  /** The command line contains its own copy of core, and packages next to it load another: each recognizes the errors of the other. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'TacosmithError'
  }
}
