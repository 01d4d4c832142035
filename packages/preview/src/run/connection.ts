import type { DialogModel } from '../dialog/dialog-model.ts'
import type { ScriptOutcome } from './script-outcome.ts'
import type { ScriptRole } from './script-program.ts'

/** What the scripts made of a dialog's attributes; a role without a script is missing. */
export type ScriptOutcomes = Partial<Record<ScriptRole, ScriptOutcome>>

/** What the driver gets. */
export interface Connection {
  /** ODBC: the pairs joined by semicolons. JDBC: the URL. Undefined where there is no script or it failed. */
  text: string | undefined
  /** JDBC: what becomes `java.util.Properties`. */
  properties: Record<string, string> | undefined
  /** What users see instead of a connection: the text of the first `ThrowTableauException`. */
  exception: string | undefined
  /** Why a script gave nothing, as Tableau's log has it; users see a general message. */
  error: string | undefined
}

/** Puts together what the driver gets. */
export function connectionOf({ isJdbc }: Pick<DialogModel, 'isJdbc'>, outcomes: ScriptOutcomes): Connection {
  const builder = outcomes['connection-builder']
  const properties = outcomes['connection-properties']
  const all = [builder, properties]
  const exception = all.find((outcome) => outcome?.kind === 'exception')
  const error = all.find((outcome) => outcome?.kind === 'error' || outcome?.kind === 'endless')
  return {
    text: builder?.kind === 'value' ? joined(builder.value, isJdbc) : undefined,
    properties: properties?.kind === 'value' ? asProperties(properties.value) : undefined,
    exception: exception?.kind === 'exception' ? exception.message : undefined,
    error: error?.kind === 'error' ? error.message : error && 'the script did not finish',
  }
}

/** Of a JDBC connector Tableau takes the first text for the URL. */
function joined(value: string[] | Record<string, string>, isJdbc: boolean): string {
  const texts = Object.values(value)
  return isJdbc ? (texts[0] ?? '') : texts.join(';')
}

/** Some scripts return `name=value` texts. */
function asProperties(value: string[] | Record<string, string>): Record<string, string> {
  if (!Array.isArray(value)) return value
  return Object.fromEntries(
    value.map((pair): [string, string] => {
      const position = pair.indexOf('=')
      return position < 0 ? [pair, ''] : [pair.slice(0, position), pair.slice(position + 1)]
    }),
  )
}
