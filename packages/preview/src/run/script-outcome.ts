/** How the run of a script ended. */
export type ScriptOutcome = { log: string[] } & (
  | { kind: 'value'; value: string[] | Record<string, string> }
  /** The script ended with `ThrowTableauException`: Tableau shows the message to the user. */
  | { kind: 'exception'; message: string }
  /** The script threw anything else, or what it returned is not what Tableau takes. */
  | { kind: 'error'; message: string; place: { line: number; column: number } | undefined }
  /** It did not come to its end. */
  | { kind: 'endless' }
)

const MAXIMUM = 100_000

/**
 * Reads what the program in the sandbox made of a run. A script may have changed what the program relies on, so that
 * anything may stand here.
 *
 * @param answer - Undefined where the script did not come to its end.
 */
export function readOutcome(answer: string | undefined): ScriptOutcome {
  if (answer === undefined) return { kind: 'endless', log: [] }
  const { kind, value, message, stack, log } = parsed(answer)
  const lines = isTexts(log) ? log : []
  if (kind === 'value' && (isTexts(value) || isTextMap(value))) return { kind, value, log: lines }
  const told = typeof message === 'string' ? message.slice(0, MAXIMUM) : 'the script left nothing to read'
  if (kind === 'exception') return { kind, message: told, log: lines }
  return { kind: 'error', message: told, place: placeIn(typeof stack === 'string' ? stack : ''), log: lines }
}

function parsed(answer: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(answer)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((text) => typeof text === 'string')
}

function isTextMap(value: unknown): value is Record<string, string> {
  return typeof value === 'object' && value !== null && isTexts(Object.values(value))
}

/** Where in the script the error arose, 1-based. */
function placeIn(stack: string): { line: number; column: number } | undefined {
  const [, line, column] = /tacosmith:script:(\d+):(\d+)/.exec(stack) ?? []
  return line === undefined ? undefined : { line: Number(line), column: Number(column) }
}
