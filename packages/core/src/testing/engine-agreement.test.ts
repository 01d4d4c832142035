import { evaluateInQjsEngine, findQjsEngine, type QjsOutcome, type QtMajor } from '@tacosmith/test-kit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadScript, standInGlobals } from '../testing.ts'

type Attributes = Record<string, string>

const driver = { name: 'Brook ODBC Driver', version: '2.1' }
const prelude = standInGlobals({ driverName: driver.name, driverVersion: driver.version })

const odbcBuilder = `(function dsbuilder(attr) {
  var params = {}
  params['SERVER'] = attr[connectionHelper.attributeServer]
  params['PORT'] = attr[connectionHelper.attributePort]
  params[connectionHelper.keywordODBCUsername] = attr[connectionHelper.attributeUsername]
  params[connectionHelper.keywordODBCPassword] = attr[connectionHelper.attributePassword]
  var extras = connectionHelper.ParseODBCConnectString(attr[connectionHelper.attributeODBCConnectStringExtras])
  for (var key in extras) params[key] = extras[key]
  var formatted = [connectionHelper.formatKeyValuePair(driverLocator.keywordDriver, driverLocator.locateDriver(attr))]
  for (var name in params) formatted.push(connectionHelper.FormatKeyValuePair(name, params[name]))
  return formatted
})`

const roundTrip = `(function (attr) {
  var text = Object.keys(attr).map(function (key) { return connectionHelper.FormatKeyValuePair(key, attr[key]) })
  return [text.join(';'), connectionHelper.parseODBCConnectString(text.join(';')), connectionHelper.ParseODBCConnectString(attr.server)]
})`

const properties = `(function propertiesbuilder(attr) {
  var props = {}
  logging.log('user ' + attr.username)
  if (!attr.server) return connectionHelper.ThrowTableauException('No server for ' + attr.username)
  if (attr.port === 'x') throw new RangeError('port ' + attr.port)
  if (attr.warehouse) return undefined
  if (attr[connectionHelper.attributeTableauServerAuthMode] == connectionHelper.valueAuthModeDBImpersonate)
    props['DelegationUID'] = attr[connectionHelper.attributeTableauServerUser]
  props['user'] = attr.username
  props['agent'] = [connectionHelper.GetProductName(), connectionHelper.getProductVersion(), connectionHelper.GetPlatform()].join('/')
  props['file'] = connectionHelper.getTempFilePath('a b')
  props['same'] = connectionHelper.MatchesConnectionAttributes(attr, { server: attr.server })
  props['version'] = driverLocator.LocateDriverVersion(attr)
  return props
})`

const modernSyntax = `(function dsbuilder(attr) {
  class Url {
    constructor(scheme, ...parts) { this.scheme = scheme; this.parts = parts }
    get text() { return \`\${this.scheme}://\${this.parts.filter((part) => part).map(encodeURIComponent).join('/')}\` }
  }
  const { server, port = '1' } = { server: attr.server, port: attr.port }
  const seen = new Map()
  for (const [name, value] of Object.entries(attr)) seen.set(name, (seen.get(name) ?? '') + value)
  let total = 0
  for (const value of seen.values()) total += value.length ** 2
  const sorted = [...seen.keys()].sort().concat(Array.from(new Set([server, port, server])).map(String))
  return [new Url('jdbc:brook', server, port).text, total, sorted, String(server).normalize().padStart(12, '*').includes('*')]
})`

const text = fc.oneof(
  fc.string({
    unit: fc.constantFrom('{', '}', ';', '=', ' ', 'a', 'B', '*', '"', "'", '\\', '\n'),
    maxLength: 12,
  }),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom('', 'x', 'a=1;b={c;}}d};A=2', 'constructor=1;{=2', 'localhost'),
)
const attributes: fc.Arbitrary<Attributes> = fc
  .record(
    {
      server: text,
      port: text,
      username: text,
      password: text,
      warehouse: fc.constantFrom('', 'w'),
      'v-note': text,
      'odbc-connect-string-extras': text,
      'workgroup-auth-mode': fc.constantFrom('db-impersonate', 'prompt'),
      ':tableau-server-user': text,
    },
    { requiredKeys: [] },
  )
  .map((record) => ({ ...record }))

const lacking = [
  '[1].flat()',
  '[1].flatMap(String)',
  '[1].at(0)',
  '[1].findLast(String)',
  '[1].toSorted()',
  'Object.fromEntries([])',
  'Object.hasOwn({}, "a")',
  '" a".trimStart()',
  '" a".trimEnd()',
  '"a".matchAll(/a/g)',
  '"a".replaceAll("a", "b")',
  '"a".at(0)',
  'Promise.resolve(1).finally(String)',
  'Promise.allSettled([])',
  'globalThis',
  'console.log("a")',
  'setTimeout(String, 1)',
  'require("fs")',
  'process.env',
  'new URL("a:b")',
  'new TextEncoder()',
  'btoa("a")',
  'new Intl.NumberFormat()',
  'new WeakRef({})',
  'BigInt(1)',
  'structuredClone({})',
  'fetch("a:b")',
  'window',
]

async function outcomesInStandIn(script: string, inputs: readonly Attributes[]): Promise<QjsOutcome[]> {
  const run = await loadScript(script, { driver })
  return inputs.map((attr) => {
    try {
      return { value: run(attr) }
    } catch (error) {
      const { name, message } = error as Error
      return { error: { name, message } }
    }
  })
}

describe.each<QtMajor>([5, 6])('the stand-in and QJSEngine of Qt %i', (qtMajor) => {
  const engine = findQjsEngine(qtMajor)
  const inEngine = (script: string, inputs: readonly Attributes[]) =>
    evaluateInQjsEngine(engine!, { script, inputs, prelude })

  it.skipIf(!engine).each(Object.entries({ odbcBuilder, roundTrip, properties, modernSyntax }))(
    'agree on %s for 50 inputs',
    async (_, script) => {
      const inputs = fc.sample(attributes, { numRuns: 50, seed: 3 })
      expect(await outcomesInStandIn(script, inputs)).toEqual(await inEngine(script, inputs))
    },
  )

  it.skipIf(!engine)('both fail at run time on what the engine lacks', async () => {
    const inputs = lacking.map((expression) => ({ expression }))
    // By way of eval, since the check of the syntax would stop it before it runs.
    const script = '(function (attr) { return [typeof eval(attr.expression)] })'
    const thatRun = (outcomes: QjsOutcome[]) => lacking.filter((_, index) => !('error' in outcomes[index]!))
    expect(thatRun(await inEngine(script, inputs))).toEqual(qtMajor === 6 ? ['new URL("a:b")'] : [])
    expect(thatRun(await outcomesInStandIn(script, inputs))).toEqual([])
  })

  it
    .skipIf(!engine)
    .each([
      ['an async function', 'async function f() {}'],
      ['a class field', 'class A { b = 1 }'],
      ['a private member', 'class A { #b() {} }'],
      ['a static block', 'class A { static {} }'],
      ['object spread', 'var a = { ...attr }'],
      ['object rest', 'var { a, ...b } = attr'],
      ['catch without a variable', 'try {} catch {}'],
      ['??=', 'var a; a ??= 1'],
      ['||=', 'var a; a ||= 1'],
      ['a numeric separator', 'var a = 1_000'],
      ['a BigInt', 'var a = 1n'],
      ['the flag s', 'var a = /a/s'],
      ...(qtMajor === 5 ? ([['optional chaining', 'var a = attr?.b']] as [string, string][]) : []),
    ])('both refuse %s', async (_, statement) => {
    const script = `(function (attr) { ${statement}; return [] })`
    expect(await inEngine(script, [{}])).toMatchObject([{ error: { name: 'SyntaxError' } }])
    await expect(loadScript(script)).rejects.toMatchObject({ name: 'TacosmithError', code: 'script' })
  })

  it.skipIf(!engine)('both have what the engine does have', async () => {
    const script = `(function (attr) {
      var names = ['Map', 'Symbol', 'Proxy', 'Reflect', 'Promise', 'parseInt', 'escape', 'encodeURIComponent', 'JSON']
      return names.map(function (name) { return eval('typeof ' + name) }).concat(
        [[1, 2].includes(2), Array.from('ab').find(String), Object.values({ a: 1 }).length, 'a'.padEnd(2, '-'), RegExp('a').flags])
    })`
    expect(await outcomesInStandIn(script, [{}])).toEqual(await inEngine(script, [{}]))
  })
})
