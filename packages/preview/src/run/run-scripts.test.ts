import { standInGlobals, tableauExceptionName } from '@tacosmith/core/adapter'
import { evaluateInQjsEngine, findQjsEngine, type QtMajor } from '@tacosmith/test-kit'
import { describe, expect, test } from 'vitest'
import { connectionOf } from './connection.ts'
import { runScripts } from './run-scripts.ts'
import { readOutcome, type ScriptOutcome } from './script-outcome.ts'
import { type ScriptRole, scriptProgram } from './script-program.ts'
import { standInSettings } from './stand-in-settings.ts'

const model = { drivers: { win: 'Brook Driver', mac: undefined, linux: 'Brook Driver' }, isJdbc: false }
const place = { platform: 'win', host: 'desktop' } as const

function run(
  body: string,
  role: ScriptRole,
  attributes: Record<string, string> = {},
): ScriptOutcome | undefined {
  return runScripts(model, place, { [role]: `(function script(attr) {\n${body}\n})` }, attributes)[role]
}

const build = (body: string, attributes?: Record<string, string>) =>
  run(body, 'connection-builder', attributes)

describe('what came of a script', () => {
  test('is its value, and what it logged', () => {
    expect(build("logging.log('hello'); return ['A=' + attr.server, 'B=2']", { server: 's' })).toEqual({
      ...{ kind: 'value', value: ['A=s', 'B=2'], log: ['hello'] },
    })
  })

  test.each([
    ['return connectionHelper.ThrowTableauException("no way")'],
    ['throw connectionHelper.ThrowTableauException("no way")'],
    ['connectionHelper.ThrowTableauException("no way"); return ["a=b"]'],
  ])('is what the user reads: %s', (body) => {
    expect(build(body)).toEqual({ kind: 'exception', message: 'no way', log: [] })
  })

  test('is an error with its place', () => {
    expect(build('var a = 1\n  nothing(a)')).toMatchObject({
      ...{ kind: 'error', message: expect.stringMatching(/^ReferenceError: /), place: { line: 3 } },
    })
  })

  test.each([
    ['', 'the script returned nothing instead of an array'],
    ['return "a=b"', 'the script returned a string instead of an array'],
    ['return []', 'the script returned an empty array'],
    ['return [1]', 'the script returned an array that does not only hold strings'],
    ['throw 5', '5'],
    ['throw { get message() { throw 1 } }', 'something that is not an error'],
    ['throw Symbol("x")', 'Symbol(x)'],
  ])('of %j is told: %s', (body, message) => {
    expect(build(body)).toMatchObject({ kind: 'error', message })
  })

  test('of properties has texts, and lacks what is nothing', () => {
    expect(
      run('return { a: 1, b: true, c: undefined, d: null, e: "x" }', 'connection-properties'),
    ).toMatchObject({
      value: { a: '1', b: 'true', e: 'x' },
    })
    expect(run('return { a: [] }', 'connection-properties')).toMatchObject({
      message: 'the script returned an object with an array as "a"',
    })
  })

  test('that never ends is told so', () => {
    expect(build('for (;;) {}')).toEqual({ kind: 'endless', log: [] })
  }, 30_000)

  test.each(['', '5', 'null', '{"kind":"value","value":[1]}', '{"kind":"value","value":{"a":1}}', 'x'])(
    'is an error where the script spoilt it: %j',
    (answer) => {
      expect(readOutcome(answer)).toEqual({
        ...{ kind: 'error', message: 'the script left nothing to read', place: undefined, log: [] },
      })
    },
  )
})

describe('what the driver gets', () => {
  test('of ODBC is pairs with semicolons', () => {
    const outcome = build("return ['A=1', 'B=2']") as ScriptOutcome
    expect(connectionOf(model, { 'connection-builder': outcome }).text).toBe('A=1;B=2')
  })

  test('of JDBC is the URL, and properties also from pairs', () => {
    const outcomes = {
      'connection-builder': { kind: 'value', value: ['jdbc:x'], log: [] },
      'connection-properties': { kind: 'value', value: ['a=b=c', 'd'], log: [] },
    } as const
    const connection = connectionOf({ isJdbc: true }, { ...outcomes } as never)
    expect(connection).toEqual({
      ...{ text: 'jdbc:x', properties: { a: 'b=c', d: '' }, exception: undefined, error: undefined },
    })
  })
})

const scripts: [ScriptRole, string][] = [
  [
    'connection-builder',
    "var p = {}; p['DRIVER'] = driverLocator.LocateDriver(attr); p.A = attr.server; return Object.keys(p).map(function (k) { return connectionHelper.FormatKeyValuePair(k, p[k]) })",
  ],
  [
    'connection-builder',
    'return connectionHelper.ThrowTableauException(attr.server + connectionHelper.GetPlatform())',
  ],
  [
    'connection-builder',
    "logging.log(attr.server); if (attr.server === 'a;b') throw new TypeError('no'); return [attr.server]",
  ],
  ['connection-properties', 'return { user: attr.server, n: 5 }'],
  ['connection-properties', 'return [attr.server]'],
]

describe.each<QtMajor>([5, 6])('Qt %i', (qtMajor) => {
  const engine = findQjsEngine(qtMajor)

  test.skipIf(engine === undefined).each(scripts)('agrees on a %s: %s', async (role, body) => {
    if (engine === undefined) return
    const script = `(function script(attr) {\n${body}\n})`
    const inputs = ['plain', '', 'a;b', 'a=b', '{x}', 'é "q"'].map((server) => ({ server }))
    const standIns = standInGlobals(standInSettings(model, 'win', 'desktop'))
    const program = scriptProgram(standIns, role, tableauExceptionName)
    // The program calls the script, as it does in the sandbox.
    const caller = `(function (attr) { return driver.run(${script}, JSON.stringify(attr)) })`
    const prelude = `driver = ${program}`
    const answers = await evaluateInQjsEngine(engine, { prelude, script: caller, inputs })
    const theirs = answers.map((answer) => readOutcome('value' in answer ? String(answer.value) : ''))
    const ours = inputs.map((attributes) => runScripts(model, place, { [role]: script }, attributes)[role])
    const withoutPlaces = (outcome: ScriptOutcome | undefined) => ({ ...outcome, place: undefined })
    expect(ours.map(withoutPlaces)).toEqual(theirs.map(withoutPlaces))
  })
})
