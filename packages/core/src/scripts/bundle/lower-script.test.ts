import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { checkScript } from '../analyse/check-script.ts'
import { resultInEngines, scriptEngines } from '../testing/engines.ts'
import { offsetAt, placeAt } from './edited-text.ts'
import { finishScript } from './finish-script.ts'
import { lowerScript } from './lower-script.ts'

const plan = { role: 'connection-builder', path: 'a.js', sourcePath: 'a.ts' } as const

const lower = async (bundle: string, target: 'es5' | 'es2015' | 'es2016' = 'es2016') =>
  (await lowerScript(bundle, 'a.ts', target)).text

const modern = `// About the script.

/** The port. */
const port = 1 // usual

/*
 * About the address.
 */
function address(attr) {
    // Blanks may be around.
    const server = attr.server?.trim() ?? '' // or nothing

    /* the end */
    if (server) {
        // inside
        return [server, port]
    }
    return []
}

// At the end.
__tacosmith = address
`

describe('lowerScript', () => {
  it.each([
    ['es2016', '// Why.\nconst b = ({ a = 1, ...[], }, c,) => a ?? 2 ** 3 // so\n__tacosmith = b'],
    ['es2016', "// Why.\nconst b = (a,) => [a ?? `${2 ** 3}`, /x/y, 'y',] // so\n\n\n__tacosmith = b"],
    ['es2015', '// Why.\nconst b = (a) => [a, `x`] // so\n__tacosmith = b'],
    ['es5', '// Why.\nvar b = function (a) { return [a] } // so\n__tacosmith = b'],
    ['es2016', '// Why.\n{ function inner() {} inner() }\n__tacosmith = function () {}'],
  ] as const)('leaves a script of %s alone that needs nothing', async (target, bundle) => {
    const plain = bundle.replace('{ a = 1, ...[], }', '{ a = 1 }')
    expect(await lower(plain, target)).toBe(plain)
  })

  it('keeps what needs no lowering, with the comments', async () => {
    expect((await lower(modern)).trim()).toBe(
      modern
        .replace("attr.server?.trim() ?? ''", '((_a = attr.server) == null ? void 0 : _a.trim()) ?? ""')
        .replace('"" // or', '""; // or')
        .replace('(attr) {\n', '(attr) {\n    var _a;\n')
        .trim(),
    )
  })

  it('puts helpers before all else, behind directives', async () => {
    const bundle =
      "'use strict'\n// Why.\nconst b = (a) => {\n\t// copy\n\treturn { ...a }\n}\n__tacosmith = b"
    const lowered = await lower(bundle)
    expect(lowered).toMatch(/^"use strict";\nvar __defProp/)
    expect(lowered.match(/var __spreadValues =/g)).toHaveLength(1)
    expect(lowered).toContain(
      '};\n\n// Why.\nconst b = (a) => {\n\t// copy\n\treturn __spreadValues({}, a);\n};\n',
    )
  })

  it('adds no helper for what the target has', async () => {
    expect(await lower('const b = (a) => [a?.b ?? [...a], 2 ** 3]\n__tacosmith = b')).not.toMatch(
      /__\w+ =(?! b)/,
    )
  })

  it('knows where everything came from', async () => {
    const { text, originOf } = await lowerScript(modern, 'a.ts', 'es2016')
    for (const part of ['inside', '[server, port]', 'At the end', 'const port'])
      expect(originOf(text.indexOf(part)), part).toBe(modern.indexOf(part))
    const line = placeAt(modern, originOf(text.indexOf('attr.server')) ?? 0).line
    expect(line).toBe(placeAt(modern, modern.indexOf('attr.server')).line)
    expect(offsetAt(modern, placeAt(modern, 40))).toBe(40)
  })

  it('says what cannot be lowered', async () => {
    await expect(lower('no script')).rejects.toMatchObject({ code: 'script' })
  })
})

/** Names that esbuild makes up, names in several scopes, and what changes its form as a whole. */
const delicate: [kind: string, bundle: string][] = [
  [
    'made-up names that exist',
    'const _a = 1; const { k, ...rest } = { k: 1, z: 2 }\nconst b = (attr) => [_a, k, rest.z, attr.q?.x ?? 9]\n__tacosmith = b',
  ],
  [
    'made-up names in what stays',
    'const { k, ...rest } = { k: 1, z: 2 }\nconst _a = 3, _b = 4\nfunction b(attr) { return [_a, _b, k, rest.z, attr.server] }\n__tacosmith = b',
  ],
  [
    'helpers that exist',
    'const __spreadValues = 5, __objRest = 6\nconst b = (attr) => { const c = { ...attr }; return [c.server, __spreadValues, __objRest] }\n__tacosmith = b',
  ],
  [
    'one name in two scopes',
    'const x = ({}).a?.b\nfunction b(attr) { const x = attr?.server; const keep = 1\nif (keep) { return [x, keep] } }\n__tacosmith = b',
  ],
  [
    'one name in three scopes',
    'const x = 1\nfunction b(attr) { const x = attr?.server\n{ let x = attr?.port; let y = 2\nif (y) { return [x, y] } } return [x] }\n__tacosmith = b',
  ],
  [
    'private members of two classes',
    'class A { #x = 1; get() { return this.#x } }\nconst _x = 7\nclass B { #x = 2; get() { return this.#x } }\nfunction b() { return [new A().get(), new B().get(), _x] }\n__tacosmith = b',
  ],
  [
    'a class with fields',
    'class A { a = 1; static b = 2; constructor() { this.c = 3 } sum() { return this.a + A.b + this.c } }\nfunction b() { return [new A().sum()] }\n__tacosmith = b',
  ],
  [
    'a derived class with fields',
    'class A { n() { return 1 } }\nclass B extends A { m = super.n(); constructor(x) { super(); this.x = x } }\nfunction b() { const it = new B(2); return [it.m, it.x] }\n__tacosmith = b',
  ],
  [
    'a catch without a name',
    'const e = 5\nfunction b() { try { null.x } catch { const f = 1\nif (f) { return [e] } } }\n__tacosmith = b',
  ],
  [
    'a loop with a pattern',
    'function b(attr) { const r = []\nfor (const { s, ...rest } of [attr]) { const n = 1\nif (n) { r.push(rest.server, n) } }\nreturn r }\n__tacosmith = b',
  ],
  [
    'a parameter with a pattern',
    'function b({ port, ...rest }) { const n = 1\nif (n) { return [rest.server, port, n] } }\n__tacosmith = b',
  ],
  [
    'a function in a block',
    'function b(attr) { if (attr) { function inner() { return 1 } var q = 2 } return [inner(), q] }\n__tacosmith = b',
  ],
  [
    'a function in a case',
    'function b(attr) { switch (1) { case 1: function inner() { return 1 } } return [inner(), attr.server] }\n__tacosmith = b',
  ],
  [
    'logical assignment',
    'let n = 0\nfunction b(attr) { attr.x ??= 5; n ||= 2\nconst k = 3\nif (k) { return [attr.x, n, k] } }\n__tacosmith = b',
  ],
  [
    'generators',
    'function* g(attr) { const c = { ...attr }; yield c.server\nconst d = 1\nif (d) { yield d } }\nconst b = (attr) => [...g(attr)]\n__tacosmith = b',
  ],
  [
    'callbacks',
    'const b = (attr) => [1, 2].map((n) => { const o = { ...attr, n }\n// keep\nconst m = n * 2\nreturn `${o.server}${o.n}${m}` })\n__tacosmith = b',
  ],
  [
    'statements in one line',
    'let a = { ...{ x: 1 } }; let c = 2; const b = () => { let d = a?.x; let e = d; return [a.x, c, e] }; __tacosmith = b',
  ],
  [
    'no semicolons',
    'const t = "a"\nconst b = (attr) => {\n  const u = attr?.server\n  ;[t].forEach((x) => x)\n  return [u, t]\n}\n__tacosmith = b',
  ],
  [
    'a text over several lines',
    'const t = `a\n  b ${1}\n    c`\nconst b = (attr) => { const u = `x\n    ${attr?.server}\n  y`\n  return [t, u] }\n__tacosmith = b',
  ],
  [
    'separators in texts, which swc leaves',
    'const t = "\u2028"\nconst b = () => [t.length]\n__tacosmith = b',
  ],
  ['numbers with separators', 'const n = 1_000\nconst b = () => [n]\n__tacosmith = b'],
  [
    'a label',
    'function b(attr) { outer: for (const a of [attr?.server]) { for (;;) { continue outer } }\nreturn [attr.server] }\n__tacosmith = b',
  ],
  [
    'an accessor',
    'const o = { get a() { const c = { ...{ x: 1 } }\nconst d = 2\nif (d) { return c.x + d } } }\nconst b = () => [o.a]\n__tacosmith = b',
  ],
  [
    'this in an arrow function',
    'const o = { f() { const c = [1].map((n) => { const e = { ...{ n } }\nconst k = this.z\nreturn e.n + k })\nreturn c }, z: 4 }\nconst b = () => o.f()\n__tacosmith = b',
  ],
  [
    'arguments',
    'function b() { const c = { ...arguments[0] }\nconst n = arguments.length\nreturn [c.server, n] }\n__tacosmith = b',
  ],
  [
    'eval',
    'function b(attr) { const c = attr?.server\nconst d = 1\nreturn [eval("c + d")] }\n__tacosmith = b',
  ],
  [
    'a name like a stand-in',
    'const __tacosmith_kept_0 = () => 1\nfunction b(attr) { const c = attr?.server\nreturn [c, __tacosmith_kept_0()] }\n__tacosmith = b',
  ],
]

describe('a script that was lowered in part', () => {
  it.each(delicate)('does the same with %s', async (kind, bundle) => {
    const input = { server: 'a', port: '1' }
    const run = runInNewContext(`(function (attr) { var __tacosmith\n${bundle}\nreturn __tacosmith(attr) })`)
    const value = JSON.parse(JSON.stringify(run({ ...input })))
    for (const form of [bundle, `(() => {\n${bundle}\n})();`, `"use strict";\n${bundle}`]) {
      if (form.startsWith('"use') && /a function in a|eval/.test(kind)) continue
      for (const target of ['es2016', 'es2015', 'es5'] as const) {
        if (target === 'es5' && /swc/.test(kind)) continue
        const { code } = await finishScript(plan, form, { target, check: false })
        expect(checkScript('a.js', new TextEncoder().encode(code), target, false)).toEqual([])
        const again = runInNewContext(code)({ ...input })
        expect(JSON.parse(JSON.stringify(again)), code).toEqual(value)
        if (target === 'es2016' && form === bundle && scriptEngines.length > 0)
          expect(await resultInEngines(code, input), code).toEqual({ value })
      }
    }
  })
})
