import { types } from 'node:util'
import { constants, createContext, Script } from 'node:vm'
import type { ScriptRole } from '../../connector/connector.ts'
import { removeWhatTheEngineLacks } from '../../testing/engine-library.ts'
import { standInGlobals, tableauExceptionName } from '../../testing/stand-ins.ts'

/** How one run of a script ended. */
export type TrialOutcome =
  | { kind: 'fine' }
  | { kind: 'stuck' }
  | { kind: 'result'; found: string }
  | {
      kind: 'error'
      name: string
      message: string
      stack: string
      /** The script had asked one of Tableau's objects for a member that the stand-ins do not have. */
      askedUnknown: boolean
    }

/** What is run. */
export interface TrialWork {
  text: string
  role: ScriptRole
  inputs: readonly Record<string, string>[]
  driverName: string | undefined
}

/** Milliseconds for all runs of a script; a busy machine gets the second, longer try. */
const timeLimits = [100, 500]

/** What the script is called in the stacks of its errors. */
const scriptName = 'tacosmith:script'

/**
 * Runs a script once for each set of attributes, in a node:vm context of its own with the library of Tableau's engine
 * and stand-ins for its globals. Only texts go in and come out. The context keeps a script from harm by mistake; it is
 * no wall against hostile code.
 *
 * @returns An outcome for each set; a single `stuck` where the script does not come to its end.
 */
export function runTrial(work: TrialWork): TrialOutcome[] {
  const payload = JSON.stringify({ ...work, text: `${work.text}\n//# sourceURL=${scriptName}` })
  const standIns = standInGlobals({ driverName: work.driverName ?? 'ODBC Driver' })
  const script = new Script(`(${driver})(${standIns}, ${payload})`, { filename: 'tacosmith:trial' })
  for (const timeout of timeLimits) {
    const context = createContext(constants.DONT_CONTEXTIFY, { microtaskMode: 'afterEvaluate' })
    removeWhatTheEngineLacks(context)
    try {
      return outcomesIn(script.runInContext(context, { timeout }))
    } catch (thrown) {
      if (!isTimeout(thrown)) return []
    }
  }
  return [{ kind: 'stuck' }]
}

/** Where in the script an error arose, 1-based; undefined where its stack does not say. */
export function placeInStack(stack: string): { line: number; column: number } | undefined {
  const [, line, column] = /tacosmith:script:(\d+):(\d+)/.exec(stack) ?? []
  return line === undefined ? undefined : { line: Number(line), column: Number(column) }
}

/** A script may have changed what our own code in its context relies on. */
function outcomesIn(answer: unknown): TrialOutcome[] {
  try {
    const outcomes: unknown = typeof answer === 'string' ? JSON.parse(answer) : undefined
    return Array.isArray(outcomes) ? outcomes.filter(isOutcome) : []
  } catch {
    return []
  }
}

function isOutcome(value: unknown): value is TrialOutcome {
  if (typeof value !== 'object' || value === null) return false
  const { kind, found, name, message, stack, askedUnknown } = value as Record<string, unknown>
  if (kind === 'error')
    return (
      [name, message, stack].every((text) => typeof text === 'string') && typeof askedUnknown === 'boolean'
    )
  return kind === 'fine' || (kind === 'result' && typeof found === 'string')
}

/** The error is of the context, and must not run code of the script when it is looked at. */
function isTimeout(thrown: unknown): boolean {
  if (!types.isNativeError(thrown)) return false
  return Object.getOwnPropertyDescriptor(thrown, 'code')?.value === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
}

/** Evaluated in the context: runs the script, and tells in plain texts what came of it. */
const driver = `function (record, work) {
  var evaluate = eval
  var textOf = String
  var isArray = Array.isArray
  var keysOf = Object.keys
  var assign = Object.assign
  var stringify = JSON.stringify
  var askedUnknown = false

  function watched(members) {
    return new Proxy(members, {
      get: function (target, name) {
        if (typeof name === 'string' && !(name in target)) askedUnknown = true
        return target[name]
      }
    })
  }
  connectionHelper = watched(connectionHelper)
  driverLocator = watched(driverLocator)
  logging = watched(logging)
  vendorDefined = watched(vendorDefined)

  function run(input) {
    record.exceptions = []
    askedUnknown = false
    try {
      return outcomeOf(evaluate(work.text)(assign({}, input)))
    } catch (thrown) {
      return thrown && thrown.name === '${tableauExceptionName}' ? { kind: 'fine' } : errorOf(thrown)
    }
  }

  function errorOf(thrown) {
    try {
      if (typeof thrown !== 'object' || thrown === null) {
        return failed('', textOf(thrown), '')
      }
      return failed(textOf(thrown.name), textOf(thrown.message), textOf(thrown.stack))
    } catch (other) {
      return failed('', 'something that is no error', '')
    }
  }

  function failed(name, message, stack) {
    return { kind: 'error', name: name, message: message, stack: stack, askedUnknown: askedUnknown }
  }

  function outcomeOf(value) {
    var isException = typeof value === 'object' && value !== null && value.name === '${tableauExceptionName}'
    if (isException || record.exceptions.length > 0) return { kind: 'fine' }
    var found = work.role === 'connection-builder' ? faultOfArray(value) : faultOfProperties(value)
    return found === undefined ? { kind: 'fine' } : { kind: 'result', found: found }
  }

  function faultOfArray(value) {
    if (!isArray(value)) return kindOf(value)
    if (value.length === 0) return 'an empty array'
    for (var index = 0; index < value.length; index++) {
      if (typeof value[index] !== 'string') return 'an array with ' + kindOf(value[index]) + ' in it'
    }
  }

  function faultOfProperties(value) {
    if (isArray(value)) {
      for (var index = 0; index < value.length; index++) {
        if (typeof value[index] !== 'string') return 'an array with ' + kindOf(value[index]) + ' in it'
        if (value[index].indexOf('=') < 0) return 'an array with a text without "=" in it'
      }
      return undefined
    }
    if (kindOf(value) !== 'an object') return kindOf(value)
    var names = keysOf(value)
    for (var position = 0; position < names.length; position++) {
      var property = value[names[position]]
      // Numbers become texts, and an attribute that this connection lacks is handed on as nothing.
      if (property === undefined || property === null || /^(string|number|boolean)$/.test(typeof property)) continue
      return 'an object with ' + kindOf(property) + ' as "' + names[position] + '"'
    }
  }

  function kindOf(value) {
    if (value === undefined || value === null) return 'nothing'
    if (isArray(value)) return 'an array'
    switch (typeof value) {
      case 'string': return 'a text'
      case 'number': return 'a number'
      case 'boolean': return 'true or false'
      case 'function': return 'a function'
      case 'symbol': return 'a symbol'
      default: return typeof value.then === 'function' ? 'a promise' : 'an object'
    }
  }

  return stringify(work.inputs.map(run))
}`
