import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import { memorySource } from '../../connector/memory-source.ts'
import { readConnector } from '../../connector/read-connector.ts'
import { scriptFacts } from '../analyse/script-facts.ts'
import { finishScripts } from '../bundle/finish-scripts.ts'
import { startScriptChecks } from '../check/check-scripts.ts'
import {
  briefly,
  bundledFindings,
  type Changes,
  changedConnector,
  plainFindings,
} from '../testing/script-findings.ts'
import { trialInputs } from './trial-inputs.ts'

const inBody = (body: string) => `(function script(attr) {\n${body}\n})`
const helper = 'connectionHelper'

async function tried(file: string, body: string, changes: Changes = {}): Promise<string[]> {
  const all = { ...changes, [file]: inBody(body) }
  const plain = briefly(await plainFindings(all, true))
  // What goes wrong has its line in the sources, which maps know better than the column; a result has their file.
  const byLine = (line: string) =>
    line.replace('undefined:undefined', '1:2').replace(/(script-trial-error .*):.*/, '$1')
  expect(briefly(await bundledFindings(all, true)).map(byLine)).toEqual(plain.map(byLine))
  return plain
}

describe('a trial run of the builder', () => {
  it.each([
    ["return ['jdbc:x://' + attr.server + ':' + attr.port]", []],
    [
      "var extras = connectionHelper.ParseODBCConnectString('')\nreturn [extras.a.b]",
      ['script-trial-error 3:17'],
    ],
    ['var p = undeclared\nreturn [p]', ['script-library 2:9']],
    ['eval("undeclared")\nreturn [attr.port]', ['script-trial-error 2:5']],
    ['return null.x', ['script-trial-error 2:12']],
    ['return go()\nfunction go() { return go() }', ['script-trial-error 3:17']],
    ["throw new Error('always')", ['js-throw-custom 2:1']],
    ["JSON.parse('{')\nreturn [attr.server]", ['script-trial-error 2:11']],
    ["if (attr.port !== '7800') throw new Error('odd')\nreturn [attr.server]", ['js-throw-custom 2:27']],
    ['while (true) {}', ['js-builder-returns-array 1:2']],
    ['while (attr.port) {}\nreturn [attr.server]', ['script-trial-error 1:2']],
    [`return ${helper}.ThrowTableauException('no')`, []],
    [`throw ${helper}.ThrowTableauException('no')`, []],
    [`var d = driverLocator.LocateDriver(attr)\nreturn [d.trim()]`, []],
    ['return []', ['script-trial-result 1:2']],
    ['var r = []\nr[0] = attr.nothing || undefined\nreturn r', ['js-attr-not-required 3:8']],
    ['return attr.server.split("").length', ['script-trial-result 1:2']],
    ['return JSON.parse("[1]")', ['script-trial-result 1:2']],
    ['return Promise.resolve([1])', ['script-trial-result 1:2']],
    ['JSON.stringify = null; Array.isArray = null; Object.assign = null\nreturn [attr.server]', []],
    ["Object.prototype.toJSON = function () { return 'x' }\nreturn [attr.server]", []],
    ['throw { get message() { throw 1 } }', ['js-throw-custom 2:25', 'script-trial-error 1:2']],
    ['throw null', ['js-throw-custom 2:1', 'script-trial-error 1:2']],
  ])('%s', async (body, expected) => {
    expect(await tried('connectionBuilder.js', body)).toEqual(expected)
  })

  it('tells what was given, and why', async () => {
    const [finding] = await plainFindings({ 'connectionBuilder.js': inBody('return [attr.port.x.y]') }, true)
    expect(finding).toMatchObject({
      rule: 'script-trial-error',
      severity: 'warning',
      file: 'connectionBuilder.js',
      line: 2,
      message: expect.stringMatching(
        /^in a trial run the script stopped with "TypeError: .*'y'.*" \(authentication auth-user-pass; given: server, port, /,
      ),
      help: expect.stringContaining('scripts.trial'),
    })
  })

  it('tells one cause once, though several attributes show it', async () => {
    const twoKinds: Changes = {
      'connection-fields.xml': [
        ['value="auth-user-pass"/>', 'value="auth-user-pass"/><option label="No" value="auth-none"/>'],
      ],
    }
    const body = "if (attr.authentication === 'auth-none') return [attr.port.a.b]\nreturn [attr.server]"
    expect(await tried('connectionBuilder.js', body, twoKinds)).toEqual(['script-trial-error 2:61'])
    expect(await tried('connectionBuilder.js', body)).toEqual([])
    const always = 'return [attr.port.a.b]'
    expect(await tried('connectionBuilder.js', always, twoKinds)).toEqual(['script-trial-error 2:20'])
  })

  it('lets scripts refuse a text that was made up for a field which takes only some', async () => {
    const field = '<field name="v-zone" label="Zone" category="general" value-type="string" optional="true"'
    const withField = (end: string): Changes => ({
      'connection-fields.xml': [['<field name="port"', `${field}${end}<field name="port"`]],
      'connection-resolver.tdr': [['<attr>port</attr>', '<attr>port</attr><attr>v-zone</attr>']],
    })
    const rule = '<validation-rule reg-exp="^[a-z]+-[0-9]$"/></field>'
    const body = "return [attr['v-zone'].match(/-([0-9])/)[1]]"
    expect(await tried('connectionBuilder.js', body, withField('/>'))).toEqual(['script-trial-error 2:41'])
    expect(await tried('connectionBuilder.js', body, withField(` placeholder="west-2">${rule}`))).toEqual([])
    const refused = "if (attr['v-zone'] === 'text') return [attr.port.a.b]\nreturn [attr.server]"
    expect(await tried('connectionBuilder.js', refused, withField(`>${rule}`))).toEqual([])
  })
})

describe('a trial run of the properties', () => {
  it.each([
    ['return { user: attr.username, none: attr.ACCESSTOKEN }', []],
    ["return ['user=' + attr.username]", ['js-properties-array 2:8']],
    ["return ['user']", ['js-properties-array 2:8', 'script-trial-result 1:2']],
    ['return { ssl: true, timeout: 300 }', []],
    ["return { hosts: ['a'] }", ['script-trial-result 1:2']],
    ['return { user: function () {} }', ['script-trial-result 1:2']],
    ['return []', ['js-properties-array 2:8']],
    ['return attr.username', ['script-trial-result 1:2']],
    ['return', ['script-trial-result 1:2']],
    ['return { user: { name: attr.username } }', ['script-trial-result 1:2']],
  ])('%s', async (body, expected) => {
    expect(await tried('connectionProperties.js', body)).toEqual(expected)
  })
})

describe('the isolation of a trial run', () => {
  const escapes = [
    "this.constructor.constructor('return process')()",
    "attr.constructor.constructor('return process')()",
    `${helper}.GetPlatform.constructor('return process')()`,
    "Function('return process')()",
    "(function () { return this })().constructor.constructor('return process')()",
    'arguments.callee.caller.constructor("return process")()',
  ]
  it.each(escapes)('keeps Node from %s', async (way) => {
    // Reached, it would be returned by name and version, an array of strings.
    const body = `var found = ''\ntry { found = ${way}.version } catch (e) {}\nif (found) return 1 + 1\nreturn [attr.server]`
    const found = await plainFindings({ 'connectionBuilder.js': inBody(body) }, true)
    expect(found).toEqual([])
  })

  it('leaves nothing behind for the next script', async () => {
    const changes = {
      'connectionBuilder.js': inBody("Array.prototype.join = null; leaked = 'x'\nreturn [attr.server]"),
      'connectionProperties.js': inBody("return { a: typeof leaked === 'undefined' ? ['b'].join() : 1 }"),
    }
    expect(briefly(await plainFindings(changes, true))).toEqual([])
  })

  it('does not run what somebody else made', async () => {
    const broken = { 'connectionBuilder.js': inBody('while (attr.port) {}\nreturn [attr.server]') }
    const connector = await changedConnector(broken)
    connector.source = { ...connector.source, isUntrusted: true }
    const states = { unbuilt: new Set<string>(), built: new Set<string>() }
    expect(
      await (await startScriptChecks(connector, { target: 'es2016', trial: true }, states)).findings(),
    ).toEqual([])
  })
})

describe('a trial run of a bundle', () => {
  it.each(['es2016', 'es5'] as const)('tells the place in the sources, lowered to %s', async (target) => {
    const facts = scriptFacts(await changedConnector({}))
    const place = { file: 'connection-resolver.tdr', line: 1, column: 1 }
    const plan = {
      role: 'connection-builder',
      path: 'a.js',
      kind: 'module',
      sourcePath: 'a.ts',
      place,
      facts,
    } as const
    const code = [
      'const { freeze } = Object',
      'class Text { constructor(t) { this.t = t ?? "" } }',
      'var build = ({ server, ...others }) => {',
      '  const first = new Text(others?.port)',
      '  return [first.t.missing.value]',
      '}',
      '__tacosmith = build',
    ].join('\n')
    const locate = (line: number, column: number) => ({
      file: 'lib/b.ts',
      line: line + 100,
      column,
      text: 'b',
    })
    const { findings, sources } = await finishScripts([plan], new Map([['a.js', { code, locate }]]), {
      ...{ target, check: true, trial: true },
    })
    expect(findings).toMatchObject([{ rule: 'script-trial-error', file: 'lib/b.ts', line: 105 }])
    expect(sources).toEqual({ 'lib/b.ts': 'b' })
  })
})

describe('the attributes that are made up', () => {
  it('has every kind of sign-in and every option once', async () => {
    const fields = replaceIn(
      minimalConnector()['connection-fields.xml'],
      'value="auth-user-pass"/>',
      'value="auth-user-pass"/><option label="O" value="oauth"/><option label="N" value="auth-none"/>',
    ).replace(
      '<field name="port"',
      '<field name="sslmode" label="S" category="general" value-type="boolean"/><field name="port"',
    )
    const connector = await readConnector(memorySource(minimalConnector({ 'connection-fields.xml': fields })))
    const { inputs, areGuessed } = trialInputs(scriptFacts(connector))
    expect(inputs.map(({ authentication }) => authentication)).toEqual([
      'auth-user-pass',
      'oauth',
      'auth-none',
    ])
    expect(inputs.map(({ sslmode }) => sslmode)).toEqual(['false', 'true', 'false'])
    expect(inputs.map(({ ACCESSTOKEN }) => ACCESSTOKEN !== undefined)).toEqual([false, true, false])
    expect(inputs[0]).toMatchObject({
      server: 'db.example.com',
      port: '7800',
      dbname: 'database',
      class: 'jdbc',
    })
    expect(areGuessed).toBe(false)
  })
})
