import { within } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import type { ScriptTarget } from '../../build/options/options.ts'
import { checkScript } from './check-script.ts'

const check = (script: string, target: ScriptTarget = 'es2016') =>
  checkScript('connectionBuilder.js', new TextEncoder().encode(script), target)

const inBody = (body: string) => `(function dsbuilder(attr) {\n${body}\n})`

describe('the shape that Tableau evaluates', () => {
  it.each([
    '(function dsbuilder(attr) { return []; })',
    '// a comment\n(function dsbuilder(attr) { return []; });\n',
    '/* a comment */ (function (attr) { return []; })',
    '(attr) => []',
    '(function dsbuilder(attr) { total = 1; with (attr) { return [server]; } })',
  ])('accepts %j', (script) => {
    expect(check(script)).toEqual([])
  })

  it.each([
    ['', /empty script/],
    ['function dsbuilder(attr) { return []; }', /one function expression/],
    ['(function a(attr) { return []; })\n(function b(attr) { return []; })', /one function expression/],
    ['var builder = function (attr) { return []; }', /one function expression/],
    ['(function dsbuilder() { return []; })', /takes 0/],
    ['(function dsbuilder(attr, other) { return []; })', /takes 2/],
  ])('refuses %j', (script, message) => {
    const [finding, ...others] = check(script)
    expect(others).toEqual([])
    expect(finding).toMatchObject({ rule: 'script-shape', severity: 'error', file: 'connectionBuilder.js' })
    expect(finding?.message).toMatch(message)
    expect(finding?.help).toContain('(function dsbuilder(attr)')
  })
})

describe('the syntax that Qt runs', () => {
  it.each([
    'let a = `x${attr}`; const [b] = [a]; for (const c of [b]) return [c];',
    'class A { go() { return 2 ** 3; } } return [new A().go()];',
    'return [attr.port ?? 1, ];',
    'function f(a, b = 1, ...rest) { return rest; } return f(...[1, 2,],);',
    'return [`\u2028`.length, "\\u2028", /(?:i:)/.test("i:")];',
    'return [/a+/gi.test("a"), /(?:x)(?=y)/.test("xy"), "p\\\\p{".length];',
  ])('accepts %j', (body) => {
    expect(check(inBody(body))).toEqual([])
  })

  it.each([
    ['const f = async () => 1;', /async function/],
    ['class A { x = 1 }', /class field/],
    ['class A { #go() {} }', /private class member/],
    ['class A { static { attr(); } }', /static block/],
    ['const a = { ...attr };', /spread in an object/],
    ['const { a, ...b } = attr;', /rest in an object/],
    ['try { attr(); } catch { return []; }', /`catch` without/],
    ['return attr?.server;', /optional chaining/],
    ['attr.x ??= 1;', /`\?\?=`/],
    ['return 1_000;', /numeric separator/],
    ['return 10n;', /BigInt/],
    ['return /a.b/s.test("x");', /flag `s`/],
    ['return /(?<=a)b/.test("ab");', /look-behind/],
    ['return /(?<year>a)/.test("ab");', /named group/],
    ['return /\\p{L}/u.test("a");', /property escape/],
    ['return new RegExp("(?<!a)b").test("ab");', /look-behind/],
    ['return RegExp("a.b", "s");', /flag `s`/],
    ['return /(?i:a)b/.test("Ab");', /modifier/],
    ['return "\u2028".length;', /U\+2028/],
    ['return String.raw`\\unicode`;', /invalid escape/],
    ['using a = attr;', /`using`/],
  ])('refuses %j on its line', (body, message) => {
    const [finding] = check(inBody(body))
    expect(finding).toMatchObject({ rule: 'script-syntax', severity: 'error', line: 2 })
    expect(finding?.message).toMatch(message)
  })

  it('reports every refused construct, not the first', () => {
    expect(check(inBody('const a = { ...attr };\nreturn a?.b;')).map((finding) => finding.line)).toEqual([
      2, 3,
    ])
  })

  it('names the place where a script is no JavaScript at all', () => {
    expect(check('(function dsbuilder(attr) {\n  return [;\n})')).toMatchObject([
      { rule: 'script-syntax', line: 2, column: 11 },
    ])
  })

  it('holds a script against a lower target', () => {
    const script = inBody('let a = 1; return [a];')
    expect(check(script, 'es2015')).toEqual([])
    expect(check(script, 'es5')).toMatchObject([{ rule: 'script-syntax', line: 2 }])
    expect(check(inBody('return [2 ** 3];'), 'es2015')).toMatchObject([{ rule: 'script-syntax', line: 2 }])
  })
})

describe('the encoding', () => {
  it('refuses a byte order mark, which Qt 5 takes for a syntax error', () => {
    expect(check('\uFEFF(function dsbuilder(attr) { return []; })')).toMatchObject([
      { rule: 'script-encoding', line: 1, column: 1 },
    ])
  })

  it('refuses bytes that are not UTF-8', () => {
    const bytes = new Uint8Array([0x28, 0x27, 0xff, 0xfe, 0x27, 0x29])
    expect(checkScript('a.js', bytes, 'es2016')).toMatchObject([{ rule: 'script-encoding' }])
  })
})

describe('a script that was built', () => {
  const check = (script: string, isSource: boolean) =>
    checkScript('a.js', new TextEncoder().encode(script), 'es2016', isSource).map(({ rule }) => rule)

  it('is not blamed again for what its sources were blamed for', () => {
    const script = '(function (attr) { return [/(?<host>.+)/.exec(attr.server), console] })'
    expect(check(script, true)).toEqual(['script-syntax', 'script-library'])
    expect(check(script, false)).toEqual([])
  })

  it('is blamed for syntax that lowering left', () => {
    expect(check('(function (attr) { return [attr?.server] })', false)).toEqual(['script-syntax'])
  })
})

describe('a script that is too large', () => {
  it.each([
    ['characters', `'${'x'.repeat(1_000_000)}'`],
    ['statements', ';'.repeat(900_000)],
    ['brackets', '('.repeat(900_000)],
    ['elements', `[${'0,'.repeat(400_000)}]`],
    ['names', 'a.'.repeat(400_000)],
  ])(
    'by its %s is told, and not read to its end',
    within(10_000, (_kind, content) => {
      const findings = check(inBody(`return [attr.server];\n${content}`))
      expect(findings).toMatchObject([
        { rule: 'script-too-large', severity: 'error', file: 'connectionBuilder.js' },
      ])
    }),
  )

  it('is not the one that holds a large library', () => {
    const library = `function f(a) { return a + 1; } // ${'as long as in Lodash '.repeat(2)}\n`.repeat(5000)
    expect(check(inBody(`${library}return [attr.server];`))).toEqual([])
  })
})

describe('a script that is nested too deeply', () => {
  it.each([
    ['parentheses', '(', '1', ')'],
    ['templates', '`${', '1', '}`'],
    ['arrays', '[', '1', ']'],
    ['calls', 'f(', '1', ')'],
    ['objects', '({ a: ', '1', ' })'],
    ['methods', '({ a() { return ', '1', ' } })'],
    ['functions', '(function () { return ', '1', ' })'],
    ['defaults', '(function (a = ', '1', ') {})'],
    ['arrows', 'a => ', 'a', ''],
    ['classes', '(class { [', '1', ']() {} })'],
    ['superclasses', '(class extends ', 'B', ' {})'],
    ['assignments', 'a = ', 'a', ''],
    ['conditions', 'a ? ', 'b', ' : c'],
    ['negations', '!', 'a', ''],
    ['powers', '2 ** ', '2', ''],
    ['sums', '1 + ', '2', ''],
    ['constructors', 'new ', 'a', ''],
  ])(
    'by its %s is told, and ends nothing',
    within(10_000, (_kind, before, inner, after) => {
      const nested = (depth: number) =>
        inBody(`x = ${before.repeat(depth)}${inner}${after.repeat(depth)};\nreturn [attr.server];`)
      const rules = (depth: number) => check(nested(depth)).map(({ rule }) => rule)
      expect(rules(100)).not.toContain('script-too-large')
      for (const depth of [600, 1600, 3000, 20_000]) expect(rules(depth)).not.toContain('script-syntax')
      expect(rules(3000)).toContain('script-too-large')
    }),
  )
})
