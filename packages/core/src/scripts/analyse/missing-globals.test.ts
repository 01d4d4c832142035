import { evaluateInQjsEngine, findQjsEngine } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import { engineLibrary } from '../../engine/engine-library.ts'
import { standInGlobals } from '../../engine/stand-ins.ts'
import { finishScripts } from '../bundle/finish-scripts.ts'
import { bundledFindings, plainFindings } from '../testing/script-findings.ts'
import { checkScript } from './check-script.ts'
import { missingGlobals } from './missing-globals.ts'

const url = "return ['jdbc:x://' + attr.server]"

/** `severity name` of what is found without a trial run, in a plain script and in a bundle alike. */
async function found(body: string): Promise<string[]> {
  const changes = { 'connectionBuilder.js': `(function script(attr) {\n${body}\n})` }
  const [plain, bundled] = [await plainFindings(changes), await bundledFindings(changes)].map((findings) =>
    findings
      .filter(({ rule }) => rule === 'script-library')
      .map(({ severity, message }) => `${severity} ${/`(.*?)`/.exec(message)?.[1]}`),
  )
  expect(bundled).toEqual(plain)
  return plain ?? []
}

/** Each of these fails whatever it is given, also in Tableau. */
const broken: [body: string, names: string[]][] = [
  [`var fs = require('fs')\n${url}`, ['require']],
  [`System.register([], function () {})\n${url}`, ['System']],
  [`define(['a'], function () {})\n${url}`, ['define']],
  [`importScripts('a.js')\n${url}`, ['importScripts']],
  [`module.exports = 1\n${url}`, ['module']],
  [`exports.build = 1\n${url}`, ['exports']],
  [`return [document.title]`, ['document']],
  [`return [new URLPattern(attr.server).hostname]`, ['URLPattern']],
  [`var found = attr.server + undeclared\nreturn [found]`, ['undeclared']],
  [`const { host } = settings\nreturn [host]`, ['settings']],
  [`return [go(attr)]\nfunction go(a) { return helper.trim(a.server) }`, ['helper']],
  [`const go = (a) => lib.trim(a.server)\nreturn [go(attr)]`, ['lib']],
  [`(function () { start() })()\n${url}`, ['start']],
  [`(function () { start() }).call(this)\n${url}`, ['start']],
  [`if (early(attr)) return []\n${url}`, ['early']],
  [`for (var i = 0; i < count; i++) attr.x\n${url}`, ['count']],
  [`try { prepare() } finally { attr.x }\n${url}`, ['prepare']],
  [`class Url extends Base {}\n${url}`, ['Base']],
  ['return [`${scheme}://${attr.server}`]', ['scheme']],
  [`'use strict'\ntotal = 1\n${url}`, ['total']],
  [`function f(process) { return process }\nreturn [process.env.X, f(1)]`, ['process']],
]

/** These may be right. */
const unsure: [body: string, findings: string[]][] = [
  [`if (attr.port) legacy(attr)\n${url}`, ['warning legacy']],
  [`if (attr.port) return ['a']\nreturn [rest(attr)]`, ['warning rest']],
  [`return attr.port && other(attr) || ['a']`, ['warning other']],
  [`return [attr.server].map(function (a) { return each(a) })`, ['warning each']],
  [`if (attr.port) console.log(attr)\n${url}`, ['error console']],
]

const fine: string[] = [
  `if (typeof window !== 'undefined') window.x()\n${url}`,
  `var root = typeof globalThis === 'object' ? globalThis : {}\n${url}`,
  `try { console.log(attr.server) } catch (e) {}\n${url}`,
  `try { unheard() } catch (e) { attr.x }\n${url}`,
  `total = 1; for (name in attr) total += name.length\nreturn [String(total), name]`,
  `list = []\nreturn [add()]\nfunction add() { list.push(attr.server); return list.join() }`,
  `with (attr) { return [server] }`,
  `eval('var made = 1')\nreturn [made]`,
  `var require = function () { return attr.server }\nreturn [require('a')]`,
  `(function (module, exports) { module.exports = 1; exports.x = 1 })({}, {})\n${url}`,
  `return [escape(attr.server), new Uint8Array(1).length, Reflect.ownKeys(attr), JSON.stringify(arguments.length)]`,
  `return [new (function () { this.t = new.target === undefined })().t]`,
  `label: for (;;) { break label }\nreturn [{ host: 1, get port() { return 1 } }.host]`,
  `logging.log(driverLocator.keywordDriver + typeof vendorDefined)\n${url}`,
]

describe('names that Tableau does not have', () => {
  it.each(broken)('are refused where they are sure to be used: %s', async (body, names) => {
    expect(await found(body)).toEqual(names.map((name) => `error ${name}`))
  })

  it.each(unsure)('are told of where they may be used: %s', async (body, findings) => {
    expect(await found(body)).toEqual(findings)
  })

  it.each(fine.map((body) => [body]))('are not found in: %s', async (body) => {
    expect(await found(body)).toEqual([])
  })

  it('are refused at the top level of a bundle, whatever form it has', async () => {
    const plan = { role: 'connection-builder', path: 'a.js', kind: 'module', sourcePath: 'a.ts' } as const
    const place = { file: 'r.tdr', line: 1, column: 1 }
    const rest = 'var build = (attr) => [attr.server]\n__tacosmith = build'
    const options = { target: 'es2016', check: true, trial: false } as const
    const forms = [`setUp()\n${rest}`, `(() => { "use strict";\nsetUp()\n${rest}\n})();`]
    for (const code of forms) {
      const { findings } = await finishScripts([{ ...plan, place }], new Map([['a.js', { code }]]), options)
      expect(findings).toMatchObject([{ rule: 'script-library', severity: 'error', file: 'a.ts' }])
    }
  })

  it('are not told of in packages, unless it is certain that they are used', async () => {
    const plan = { role: 'connection-builder', path: 'a.js', kind: 'module', sourcePath: 'a.ts' } as const
    const place = { file: 'r.tdr', line: 1, column: 1 }
    const options = { target: 'es2016', check: true, trial: false } as const
    const locate = (line: number, column: number) => ({ file: '../node_modules/p/p.js', line, column })
    const of = async (start: string) => {
      const code = `${start}\nvar build = (attr) => [attr.server]\n__tacosmith = build`
      const bundles = new Map([['a.js', { code, locate }]])
      return (await finishScripts([{ ...plan, place }], bundles, options)).findings.length
    }
    expect(await of('if (Math.random() > 2) setUp()')).toBe(0)
    expect(await of('setUp()')).toBe(1)
  })

  it('tell what to do', () => {
    const helpFor = (body: string) =>
      checkScript('a.js', new TextEncoder().encode(`(function (attr) { ${body} })`), 'es2016')[0]?.help
    expect(helpFor("return [require('a')]")).toContain('bundled')
    expect(helpFor('return [window.a]')).toContain('Neither browser nor Node')
    expect(helpFor('return [other]')).toContain('typeof')
  })
})

const engines = ([5, 6] as const)
  .map((major) => findQjsEngine(major))
  .filter((engine) => engine !== undefined)

describe.each(engines)('Qt $qtVersion', (engine) => {
  const run = async (script: string) =>
    (
      await evaluateInQjsEngine(engine, {
        script,
        inputs: [{ server: 'a', port: '1' }],
        prelude: standInGlobals(),
      })
    )[0]

  it('has the names that are taken for present', async () => {
    const names = engineLibrary['']?.filter((name) => name !== 'undefined') ?? []
    const script = `(function () { return [${names.map((name) => `typeof ${name}`).join()}] })`
    expect(await run(script)).toEqual({ value: expect.not.arrayContaining(['undefined']) })
  })

  it('fails on everything that is refused', async () => {
    for (const [body] of broken) {
      const outcome = await run(`(function script(attr) {\n${body}\n})`)
      expect(outcome, body).toMatchObject({ error: { name: 'ReferenceError' } })
    }
  })

  it('runs what is let through', async () => {
    for (const body of fine)
      expect(await run(`(function script(attr) {\n${body}\n})`), body).toHaveProperty('value')
  })
})

it('lists nothing that the script may find', () => {
  expect([...missingGlobals].filter((name) => engineLibrary['']?.includes(name))).toEqual([])
})
