import { types } from 'node:util'
import { type StandInRecord, tableauExceptionName } from '../engine/stand-ins.ts'
import { TacosmithError } from '../errors.ts'
import { errorNamed } from './plain-values.ts'
import { TableauException } from './tableau-exception.ts'

/**
 * What a script gave, as plain values of this realm, so that `toEqual` compares them.
 *
 * @throws TableauException where the script returned one.
 * @throws TacosmithError `script` where the value is none that could leave the engine, or where the script called
 *   ThrowTableauException without returning its value.
 */
export function resultOf(value: unknown, record: StandInRecord): unknown {
  if (isTableauException(value)) throw new TableauException(value.message)
  refuseUnreturnedException(record.exceptions)
  if (types.isNativeError(value)) throw errorOf(value)
  try {
    return structuredClone(value)
  } catch (cause) {
    throw new TacosmithError('script', `the script returned ${nameOf(value)}`, {
      help: 'A script returns an array of strings, or an object of strings.',
      cause,
    })
  }
}

/**
 * Documentation has scripts return what ThrowTableauException gives.
 *
 * @param messages - What it was called with.
 * @throws TacosmithError `script` where it was called; the script did not return its value.
 */
export function refuseUnreturnedException([message]: readonly string[]): void {
  if (message === undefined) return
  throw new TacosmithError(
    'script',
    `the script called ThrowTableauException(${JSON.stringify(message)}), but returned something else`,
    { help: 'Write: return connectionHelper.ThrowTableauException(...)' },
  )
}

/** What a script threw, as an error of this realm with the stack of the script. */
export function errorOf(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown
  if (!types.isNativeError(thrown)) return new Error(`the script threw ${nameOf(thrown)}`, { cause: thrown })
  const { name, message, stack } = thrown
  if (name === tableauExceptionName) return new TableauException(message)
  return errorNamed(name, message, stack)
}

function isTableauException(value: unknown): value is Error {
  return types.isNativeError(value) && value.name === tableauExceptionName
}

function nameOf(value: unknown): string {
  if (types.isPromise(value)) return 'a Promise, for which Tableau does not wait'
  if (typeof value === 'function') return 'a function'
  if (typeof value === 'symbol') return 'a symbol'
  return typeof value === 'object' && value !== null
    ? 'an object that holds more than plain values'
    : String(value)
}
