import { runIsolated } from '../engine/script-engine.ts'
import { standInGlobals, tableauExceptionName } from '../engine/stand-ins.ts'
import { TacosmithError } from '../errors.ts'
import { OutsideFunctions } from './outside-functions.ts'
import { errorNamed, NotPlain, plainValue } from './plain-values.ts'
import { plainValuesInside } from './plain-values-inside.ts'
import { refuseUnreturnedException } from './script-result.ts'
import type { ScriptRunner, ScriptWorld } from './script-world.ts'
import { TableauException } from './tableau-exception.ts'

/** A test that waits longer has failed anyway. */
const timeLimit = 5000

/** What came of a run, as the script's engine reports it. */
interface RunOutcome {
  log: string[]
  exceptions: string[]
  /** The script returned it: a text of plain values. */
  value?: string
  /** The script returned what cannot leave the engine. */
  refused?: string
  /** The script threw an error, or returned one. */
  error?: { name: string; message: string; stack: string }
  /** The script threw what is not an error. */
  thrown?: string
  /** What a function of the test threw, by its number. */
  outside?: number
}

/**
 * Makes a runner of a script as Tableau evaluates it. Each run has a fresh engine in the sandbox, with the library of
 * Tableau's and nothing of Node; promises do not settle there.
 */
export function textRunner(
  text: string,
  fileName: string,
  { settings, globals }: ScriptWorld,
  milliseconds: number = timeLimit,
): ScriptRunner {
  return (attributes, log) => {
    const outside = new OutsideFunctions()
    const added = JSON.stringify(writtenGlobals(globals, outside))
    const [answer] =
      runIsolated({
        prelude: `(${driver})(${standInGlobals(settings)}, this, ${added}, ${plainValuesInside})`,
        script: text,
        fileName,
        inputs: [JSON.stringify(attributes)],
        milliseconds,
        answerCall: (index, values) => outside.call(index, values),
      }) ?? []
    if (answer === undefined) throw tookTooLong(fileName, milliseconds)
    const outcome = outcomeIn(answer, fileName)
    log(outcome.log)
    return resultOf(outcome, outside)
  }
}

function writtenGlobals(globals: ScriptWorld['globals'], outside: OutsideFunctions): string {
  try {
    return outside.write(globals)
  } catch (cause) {
    if (!(cause instanceof NotPlain)) throw cause
    throw new TacosmithError(
      'usage',
      `the option globals holds ${cause.message}, which no script can be given`,
      {
        help: 'Give plain values, objects of them, and functions.',
        cause,
      },
    )
  }
}

/** A script may have changed what our own code beside it relies on. */
function outcomeIn(answer: string, fileName: string): RunOutcome {
  try {
    const outcome = JSON.parse(answer) as RunOutcome
    if (Array.isArray(outcome.log) && Array.isArray(outcome.exceptions)) return outcome
  } catch {}
  throw new TacosmithError('script', `${fileName} left nothing of the engine to tell what it returned`, {
    help: 'A script must not change built-in objects, nor use all memory.',
  })
}

function tookTooLong(fileName: string, milliseconds: number): TacosmithError {
  return new TacosmithError('script', `${fileName} did not finish within ${milliseconds / 1000} seconds`, {
    help: 'Look for a loop without an end.',
  })
}

/**
 * @throws TableauException where the script ended with one, the error that the script threw, and TacosmithError
 *   `script` where the value is none that could leave the engine.
 */
function resultOf(
  { exceptions, value, refused, error, thrown, outside }: RunOutcome,
  functions: OutsideFunctions,
): unknown {
  if (outside !== undefined) throw functions.thrown(outside)
  if (error?.name === tableauExceptionName) throw new TableauException(error.message)
  if (error !== undefined)
    throw errorNamed(error.name, error.message, `${error.name}: ${error.message}\n${error.stack}`)
  if (thrown !== undefined) throw new Error(`the script threw ${thrown}`)
  refuseUnreturnedException(exceptions)
  if (value !== undefined) return plainValue(value)
  throw new TacosmithError('script', `the script returned ${refused}`, {
    help: 'A script returns an array of strings, or an object of strings.',
  })
}

/** Evaluated in the sandbox: adds the globals of the test, calls the script, and returns the result as a text. */
const driver = `function (record, target, added, plainValues) {
  var parse = JSON.parse
  var stringify = JSON.stringify
  var textOf = String
  var call
  var values = plainValues(function (index, text) { return call(index, text) })
  addGlobals(values.read(added))

  function addGlobals(globals) {
    Object.keys(globals).forEach(function (name) {
      var standIn = target[name]
      var value = globals[name]
      if (isObject(standIn) && isObject(value)) addMembers(standIn, value)
      else target[name] = value
    })
  }

  /** Functions go in under both letter cases, as the stand-ins have them. */
  function addMembers(standIn, members) {
    Object.keys(members).forEach(function (name) {
      standIn[name] = members[name]
      if (typeof members[name] !== 'function') return
      standIn[name.charAt(0).toUpperCase() + name.slice(1)] = members[name]
      standIn[name.charAt(0).toLowerCase() + name.slice(1)] = members[name]
    })
  }

  function isObject(value) {
    return typeof value === 'object' && value !== null
  }

  function outcomeOf(script, input) {
    var value
    try {
      value = script(parse(input))
    } catch (thrown) {
      return ofThrown(thrown)
    }
    if (values.isError(value)) return ofThrown(value)
    try {
      return { value: values.write(value) }
    } catch (refused) {
      if (refused instanceof values.NotPlain) {
        return { refused: isObject(value) && !/^a Promise/.test(refused.what) ? 'an object that holds more than plain values' : refused.what }
      }
      return ofThrown(refused)
    }
  }

  function ofThrown(thrown) {
    var outside = values.indexOfThrown(thrown)
    if (outside !== undefined) return { outside: outside }
    if (!values.isError(thrown)) return { thrown: isObject(thrown) ? 'an object that is not an error' : wordsFor(thrown) }
    // Of this engine, in the words of Tableau's.
    if (thrown.message === 'stack overflow') return error('RangeError', 'Maximum call stack size exceeded.', thrown.stack)
    return error(thrown.name, thrown.message, thrown.stack)
  }

  function error(name, message, stack) {
    return { error: { name: textOf(name), message: textOf(message), stack: textOf(stack) } }
  }

  function wordsFor(value) {
    return typeof value === 'function' || typeof value === 'symbol' ? 'a ' + typeof value : textOf(value)
  }

  function reported(outcome) {
    outcome.log = record.log
    outcome.exceptions = record.exceptions
    return stringify(outcome)
  }

  return {
    connect: function (callOutside) { call = callOutside; return '' },
    run: function (script, input) {
      record.log = []
      record.exceptions = []
      return reported(outcomeOf(script, input))
    },
    failed: function (thrown) { return reported(ofThrown(thrown)) }
  }
}`
