import type { ScriptRole } from '../../connector/connector.ts'
import { runAside } from '../../engine/run-aside.ts'
import { standInGlobals, tableauExceptionName } from '../../engine/stand-ins.ts'

/** How one run of a script ended. */
export type TrialOutcome =
  | {
      kind: 'fine'
      /** What the script returned: the texts of an array, or the names and values of an object. */
      returned?: string[] | Record<string, string>
      /** Whether it gave the password to Tableau's log. */
      logsPassword?: boolean
    }
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

/** Milliseconds of the processor for all runs of a small script, which takes less than a tenth of it. */
const smallLimit = 150

/** Milliseconds for each character that the engine has to read: some three times of what it takes. */
const limitPerCharacter = 0.00022

/** By the clock, in milliseconds, on a machine that is so busy that the script hardly runs. */
const clockLimit = 3000

/** How many characters the engine has to read at most, in all runs of a script. */
const maximumCharacters = 2_000_000

/** How often a script is run at most: large ones are seldom. */
export function maximumRuns(text: string): number {
  return Math.max(2, Math.floor(maximumCharacters / Math.max(1, text.length)))
}

/**
 * Runs a script once for each set of attributes in the sandbox of {@link runAside}, with the library of Tableau's
 * engine and stand-ins for its globals.
 *
 * @returns An outcome for each set; a single `stuck` where the script does not come to its end.
 */
export async function runTrial({ text, role, inputs, driverName }: TrialWork): Promise<TrialOutcome[]> {
  const standIns = standInGlobals({ driverName: driverName ?? 'ODBC Driver' })
  const prelude = `(${driver})(${standIns}, ${JSON.stringify({ role })})`
  const task = { prelude, script: text, inputs: inputs.map((input) => JSON.stringify(input)) }
  const milliseconds = smallLimit + text.length * inputs.length * limitPerCharacter
  const answers = await runAside({ ...task, milliseconds, clockMilliseconds: clockLimit })
  return answers?.map(outcomeIn) ?? [{ kind: 'stuck' }]
}

/** Where in the script an error arose, 1-based; undefined where its stack does not say. */
export function placeInStack(stack: string): { line: number; column: number } | undefined {
  const [, line, column] = /tacosmith:script:(\d+):(\d+)/.exec(stack) ?? []
  return line === undefined ? undefined : { line: Number(line), column: Number(column) }
}

/** A script may have changed what our own code beside it relies on; nothing is known of it then. */
function outcomeIn(answer: string): TrialOutcome {
  try {
    const outcome: unknown = JSON.parse(answer)
    return isOutcome(outcome) ? outcome : { kind: 'fine' }
  } catch {
    return { kind: 'fine' }
  }
}

function isOutcome(value: unknown): value is TrialOutcome {
  if (typeof value !== 'object' || value === null) return false
  const { kind, found, name, message, stack, askedUnknown } = value as Record<string, unknown>
  if (kind === 'error')
    return (
      [name, message, stack].every((text) => typeof text === 'string') && typeof askedUnknown === 'boolean'
    )
  if (kind === 'fine') return isReturned((value as Record<string, unknown>).returned)
  return kind === 'result' && typeof found === 'string'
}

function isReturned(value: unknown): boolean {
  if (value === undefined) return true
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((text) => typeof text === 'string')
  )
}

/** Evaluated in the sandbox: calls the script, and returns the result as plain texts. */
const driver = `function (record, work) {
  var textOf = String
  var parse = JSON.parse
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

  function run(script, input) {
    record.exceptions = []
    record.log = []
    askedUnknown = false
    try {
      var outcome = outcomeOf(script(assign({}, parse(input))))
      if (outcome.kind === 'fine' && logs(parse(input).password)) outcome.logsPassword = true
      return outcome
    } catch (thrown) {
      return thrown && thrown.name === '${tableauExceptionName}' ? { kind: 'fine' } : errorOf(thrown)
    }
  }

  function logs(password) {
    if (!password) return false
    for (var index = 0; index < record.log.length; index++) {
      if (textOf(record.log[index]).indexOf(password) >= 0) return true
    }
    return false
  }

  function errorOf(thrown) {
    try {
      if (typeof thrown !== 'object' || thrown === null) {
        return failed('', textOf(thrown), '')
      }
      // Of this engine, in the words of Tableau's.
      if (thrown.message === 'stack overflow') return failed('RangeError', 'Maximum call stack size exceeded.', textOf(thrown.stack))
      return failed(textOf(thrown.name), textOf(thrown.message), textOf(thrown.stack))
    } catch (other) {
      return failed('', 'something that is not an error', '')
    }
  }

  function failed(name, message, stack) {
    return { kind: 'error', name: name, message: message, stack: stack, askedUnknown: askedUnknown }
  }

  function outcomeOf(value) {
    var isException = typeof value === 'object' && value !== null && value.name === '${tableauExceptionName}'
    if (isException || record.exceptions.length > 0) return { kind: 'fine' }
    var found = work.role === 'connection-builder' ? faultOfArray(value) : faultOfProperties(value)
    return found === undefined ? { kind: 'fine', returned: textsOf(value) } : { kind: 'result', found: found }
  }

  function textsOf(value) {
    var texts = isArray(value) ? [] : {}
    var names = keysOf(value)
    for (var index = 0; index < names.length && index < 100; index++) {
      texts[names[index]] = textOf(value[names[index]]).slice(0, 2000)
    }
    return texts
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
        if (value[index].indexOf('=') < 0) return 'an array with a string without "=" in it'
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
      case 'string': return 'a string'
      case 'number': return 'a number'
      case 'boolean': return 'true or false'
      case 'function': return 'a function'
      case 'symbol': return 'a symbol'
      default: return typeof value.then === 'function' ? 'a promise' : 'an object'
    }
  }

  return {
    run: function (script, input) { return stringify(run(script, input)) },
    failed: function (thrown) { return stringify(errorOf(thrown)) }
  }
}`
