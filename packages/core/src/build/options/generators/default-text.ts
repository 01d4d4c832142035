import * as v from 'valibot'
import { factsOf } from '../walk.ts'

/** The default of an option as documentation shows it, with code in backquotes; undefined where there is none. */
export function defaultText(schema: v.GenericSchema): string | undefined {
  const value: unknown = v.getDefault(schema as never)
  if (value === undefined) return factsOf(schema)?.defaultText
  if (typeof value === 'object') return undefined
  return typeof value === 'string' ? `\`'${value}'\`` : `\`${String(value)}\``
}
