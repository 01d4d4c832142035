import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runTrial } from '../scripts/trial/trial-engine.ts'
import { runIsolated } from './script-engine.ts'

const marker = join(tmpdir(), `tacosmith-attack-${process.pid}`)

/** What a script would do that got hold of Node. */
const payload = `(typeof process !== 'undefined' && process.getBuiltinModule
  ? (process.getBuiltinModule('node:fs').writeFileSync(${JSON.stringify(marker)}, 'x'), 'REACHED') : typeof process)`

const viaFunction = (reach: string) => `var F = ${reach}\nreturn F('return ' + ${JSON.stringify(payload)})()`

/** Each is the body of a script. It returns what it got hold of, or throws. */
const escapes: [string, string][] = [
  ['a global of Node', `return ${payload}`],
  ['globalThis', 'return typeof globalThis.process'],
  ['this of a function', 'return typeof (function () { return this })().process'],
  ['the constructor of the script', viaFunction('(function () {}).constructor')],
  ['the constructor of attr', viaFunction('attr.constructor.constructor')],
  ['the constructor of an attribute', viaFunction('attr.server.constructor.constructor')],
  ['the constructor of a stand-in', viaFunction('connectionHelper.constructor.constructor')],
  ['the constructor of a function of a stand-in', viaFunction('connectionHelper.GetPlatform.constructor')],
  [
    'the constructor of what a stand-in returns',
    viaFunction("connectionHelper.ParseODBCConnectString('a=b').constructor.constructor"),
  ],
  [
    'the caller',
    'function f() { return f.caller }\nreturn typeof f().process + typeof arguments.callee.caller',
  ],
  [
    'the error of a dynamic import',
    "var got = 'nothing'\ntry { import('x').catch(function (e) { got = e.constructor.constructor('return typeof process')() }) } catch (e) { got = e.constructor.constructor('return typeof process')() }\nreturn got",
  ],
  ['a dynamic import of node:fs', "import('node:fs')\nreturn 'undefined'"],
  ['an import inside of eval', 'return typeof (0, eval)(\'import("node:fs")\').readFileSync'],
  [
    'the error of JSON.parse',
    viaFunction("(function () { try { JSON.parse('{') } catch (e) { return e.constructor.constructor } })()"),
  ],
  [
    'the error of too deep a recursion',
    viaFunction(
      '(function () { function f() { f() } try { f() } catch (e) { return e.constructor.constructor } })()',
    ),
  ],
  [
    'the error of a wrong array length',
    viaFunction('(function () { try { new Array(-1) } catch (e) { return e.constructor.constructor } })()'),
  ],
  [
    'the error of a wrong regular expression',
    viaFunction("(function () { try { new RegExp('(') } catch (e) { return e.constructor.constructor } })()"),
  ],
  [
    'Error.prepareStackTrace',
    "Error.prepareStackTrace = function (e, frames) { return frames[0].getThis().process }\nreturn typeof new Error('x').stack",
  ],
  ['Error.captureStackTrace', 'var o = {}\nError.captureStackTrace(o)\nreturn typeof o.stack'],
  ['Error.stackTraceLimit', 'Error.stackTraceLimit = Infinity\nreturn typeof new Error().stack.process'],
  [
    'a proxy for a thrown value',
    "throw new Proxy({}, { get: function (t, name, receiver) { return receiver.constructor.constructor('return process')() } })",
  ],
  [
    'a proxy for the result',
    "return new Proxy([], { get: function (t, name) { return name === 'length' ? 1 : (function () {}).constructor('return process')() } })",
  ],
  [
    'getters of the result',
    "return Object.defineProperty(['x'], 0, { get: function () { return (function () {}).constructor('return typeof process')() } })",
  ],
  [
    'Symbol.toPrimitive of a thrown value',
    "throw { get name() { return { [Symbol.toPrimitive]: function () { return (function () {}).constructor('return process')() } } } }",
  ],
  [
    'Symbol.species',
    "var a = ['x']\na.constructor = {}\na.constructor[Symbol.species] = function () { return (function () {}).constructor('return process')() }\nreturn a.map(String)",
  ],
  [
    'Symbol.iterator of a built-in',
    "Array.prototype[Symbol.iterator] = function () { return (function () {}).constructor('return process')() }\nreturn ['x']",
  ],
  ['an async function', "return typeof (async function () {}).constructor('return process')().process"],
  ['a generator', "return typeof (function* () {}).constructor('yield process')().next().value"],
  ['a promise', "var got = 'undefined'\nPromise.resolve().then(function () { got = 'RAN' })\nreturn got"],
  ['a promise that is rejected', "Promise.reject(new Error('x'))\nreturn 'undefined'"],
  ['__proto__', "return typeof ({}).__proto__.constructor.constructor('return this')().process"],
  [
    '__defineGetter__',
    "Object.prototype.__defineGetter__('process', function () { return undefined })\nreturn typeof ({}).process",
  ],
  [
    'a poisoned Object.prototype',
    'Object.prototype.toJSON = function () { return \'{"kind":"changed"}\' }\nreturn \'undefined\'',
  ],
  ['a poisoned JSON', "JSON.stringify = JSON.parse = function () { return 'changed' }\nreturn 'undefined'"],
  ['a poisoned String', "String = function () { return 'changed' }\nreturn 'undefined'"],
  [
    'a poisoned Function.prototype',
    "Function.prototype.call = Function.prototype.apply = function () { return 'changed' }\nreturn 'undefined'",
  ],
  ['the end of the function', "return 'undefined' }), (function () { return 'changed'"],
  ['require', "return typeof require('fs')"],
  ['module', 'return typeof module.constructor._load'],
  ['WebAssembly', 'return typeof WebAssembly.Memory'],
  ['SharedArrayBuffer', 'return typeof new SharedArrayBuffer(8).process'],
  ['std and os of the engine', 'return typeof std + typeof os + typeof bjson'],
  ['a worker', "return typeof new Worker('x')"],
  ['Reflect.construct', viaFunction('Reflect.construct(Function, []).constructor')],
]

/** Each would go on for ever, or take all memory. */
const exhaustions: [string, string][] = [
  ['an endless loop', 'while (attr) {}'],
  ['an endless loop in a getter', 'throw { get name() { while (true) {} } }'],
  [
    'an endless search in a built-in function',
    'return Array.prototype.indexOf.call({ length: 9007199254740991 }, 1)',
  ],
  ['an endless fill', 'return Array.prototype.fill.call({ length: 9007199254740991 }, 1)'],
  ['an endless sort', 'return Array.prototype.sort.call({ length: 9007199254740991 })'],
  ['an endless join', 'return Array.prototype.join.call({ length: 4294967295 })'],
  ['a long text', "return 'a'.repeat(268435456).replace(/a/g, 'bb')"],
  ['a longer and longer text', "var t = 'x'\nwhile (true) t += t"],
  ['a large array', 'return new Array(1e9).fill(1)'],
  ['arrays without end', 'var a = []\nwhile (true) a.push(new Array(1000))'],
  ['a large buffer', 'return new ArrayBuffer(8589934592).byteLength'],
  ['a deep recursion', 'function f() { return f() + 1 }\nreturn f()'],
  ['a recursion of getters', 'var o = { get a() { return this.a } }\nreturn o.a'],
  ['a deep structure', 'var a = []\nfor (var i = 0; i < 1e6; i++) a = [a]\nreturn JSON.stringify(a)'],
  ['a deep regular expression', "return new RegExp('('.repeat(1e5) + ')'.repeat(1e5)).test('')"],
  ['a regular expression that tries all ways', "return /^(a+)+$/.test('a'.repeat(50) + 'b')"],
  ['a long source', "return (0, eval)('0' + '+1'.repeat(1e6))"],
  ['microtasks without end', 'function f() { Promise.resolve().then(f) }\nf()\nreturn []'],
  ['a proxy in circles', 'var p = new Proxy({}, {})\nObject.setPrototypeOf(p, p)\nreturn p.x'],
  ['a number of many digits', 'return (1e21).toString(2) + (2n ** 10000000n)'],
]

const scriptOf = (body: string) => `(function dsbuilder(attr) {\n${body}\n})`

/** Gives a script to the engine as it is, and what it returns back. */
const plainPrelude = `({
  run: function (script, input) { try { return '' + script(JSON.parse(input)) } catch (e) { return 'threw' } },
  failed: function () { return 'failed' }
})`

describe('a hostile script', () => {
  it.each(escapes)('does not get out by %s', async (_way, body) => {
    const [answer = ''] = runIsolated({
      prelude: `var connectionHelper = { GetPlatform: function () { return 'win' }, ParseODBCConnectString: function () { return {} } };${plainPrelude}`,
      script: scriptOf(body),
      inputs: ['{"server":"db"}'],
      milliseconds: 500,
    }) ?? ['stuck']
    expect(answer).toMatch(/^(undefined|threw|failed|stuck|changed|string|x|nothing)*$/)
    expect(existsSync(marker)).toBe(false)
    const [outcome] = await runTrial({
      text: scriptOf(body),
      role: 'connection-builder',
      inputs: [{ server: 'db' }],
      driverName: undefined,
    })
    // However it ends: as text, in the words of a trial.
    expect(['fine', 'result', 'error', 'stuck']).toContain(outcome?.kind)
    expect(existsSync(marker)).toBe(false)
  })

  it('finds nothing of Node by any name', () => {
    const names = [
      'process',
      'require',
      'module',
      'Buffer',
      'setTimeout',
      'fetch',
      'console',
      'performance',
      'navigator',
    ]
    const body = `return [${names.map((name) => `typeof ${name}`).join()}].join()`
    const answers = runIsolated({
      prelude: plainPrelude,
      script: scriptOf(body),
      inputs: ['{}'],
      milliseconds: 500,
    })
    expect(answers).toEqual([names.map(() => 'undefined').join()])
  })

  it.each(exhaustions)('is ended: %s', async (_way, body) => {
    const start = performance.now()
    const memory = process.memoryUsage().rss
    const [outcome] = await runTrial({
      text: scriptOf(body),
      role: 'connection-builder',
      inputs: [{ server: 'db' }],
      driverName: undefined,
    })
    expect(['fine', 'result', 'error', 'stuck']).toContain(outcome?.kind)
    // A hang is what this is about: two tries, each with its limit, and the start of another engine.
    expect(performance.now() - start).toBeLessThan(20_000)
    expect(process.memoryUsage().rss - memory).toBeLessThan(400 * 1024 * 1024)
    // The next script does not suffer for it.
    const next = runIsolated({
      prelude: plainPrelude,
      script: scriptOf('return attr.server'),
      inputs: ['{"server":"db"}'],
      milliseconds: 1000,
    })
    expect(next).toEqual(['db'])
  })
})
