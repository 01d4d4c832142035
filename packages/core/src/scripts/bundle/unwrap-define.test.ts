import { describe, expect, it } from 'vitest'
import { resultInEngines, scriptEngines } from '../testing/engines.ts'
import { finishScript } from './finish-script.ts'
import { withoutDefineCalls } from './unwrap-define.ts'

const text = (bundle: string) => withoutDefineCalls(bundle).text
const define = 'function defineConnectionBuilder(build) {\n  return build;\n}\n'

describe('withoutDefineCalls', () => {
  it.each([
    ['as it is written', `${define}var b = defineConnectionBuilder((attr) => [attr.server]);`],
    [
      'with the name of a bundler',
      'function defineConnectionBuilder$1(build) { return build }\nvar b = defineConnectionBuilder$1((attr) => [attr.server]);',
    ],
    [
      'with a prefix',
      'const script_defineConnectionBuilder = (build) => build;\nvar b = script_defineConnectionBuilder((attr) => [attr.server]);',
    ],
    [
      'as an arrow function with a body',
      'var defineConnectionBuilder2 = (a) => { return a };\nvar b = defineConnectionBuilder2((attr) => [attr.server]);',
    ],
    [
      'as a function expression',
      'let defineConnectionBuilder = function (a) { return a };\nvar b = defineConnectionBuilder((attr) => [attr.server]);',
    ],
    ['called as pure', `${define}var b = /* @__PURE__ */ defineConnectionBuilder((attr) => [attr.server]);`],
    ['called without a this', `${define}var b = (0, defineConnectionBuilder)((attr) => [attr.server]);`],
    [
      'called by a noted name',
      `${define}var b = (0,defineConnectionBuilder/* .x */)((attr) => [attr.server]);`,
    ],
    ['over several lines', `${define}var b = defineConnectionBuilder(\n  (attr) => [attr.server],\n);`],
    [
      'with comments above',
      `// node_modules/p/script.js\n/** Types. */\n${define}\nvar b = defineConnectionBuilder((attr) => [attr.server]);`,
    ],
    [
      'in a region',
      `//#region p.js\n/** Types. */\n${define}//#endregion\n\nvar b = defineConnectionBuilder((attr) => [attr.server]);`,
    ],
    [
      'beside the other',
      `${define}function defineConnectionProperties(p) { return p }\nvar b = defineConnectionBuilder((attr) => [attr.server]);`,
    ],
    ['in parentheses', `${define}var b = (defineConnectionBuilder((attr) => [attr.server]));`],
    ['twice', `${define}var b = defineConnectionBuilder(defineConnectionBuilder((attr) => [attr.server]));`],
  ])('takes out one %s', (_kind, bundle) => {
    expect(text(bundle).replace('((attr) => [attr.server])', '(attr) => [attr.server]')).toBe(
      'var b = (attr) => [attr.server];',
    )
  })

  it('leaves everything else as it was', () => {
    const bundle = `const a = 1 // one

/* mine */

${define}
// two
var b = defineConnectionBuilder(
  // why
  (attr) => [a], // because
);
`
    expect(text(bundle)).toBe(`const a = 1 // one

/* mine */

// two
var b = // why
  (attr) => [a] // because
;
`)
  })

  it('keeps parentheses where they may matter', () => {
    expect(text(`${define}function f() { return defineConnectionBuilder(\n  g) }`)).toBe(
      'function f() { return (\n  g) }',
    )
    expect(text(`${define}x(defineConnectionBuilder(a, ), 1); defineConnectionBuilder(function () {})`)).toBe(
      'x((a ), 1); (function () {})',
    )
  })

  it.each([
    ['another function', 'function define(build) { return build }\nvar b = define(1)'],
    [
      'a function that does more',
      'function defineConnectionBuilder(build) { log(build); return build }\nvar b = defineConnectionBuilder(1)',
    ],
    [
      'a function that gives something else',
      'function defineConnectionBuilder(build) { return builder }\nvar b = defineConnectionBuilder(1)',
    ],
    [
      'a function that is handed on',
      `${define}var c = defineConnectionBuilder; var b = defineConnectionBuilder(1)`,
    ],
    [
      'a function that is changed',
      `${define}defineConnectionBuilder = c; var b = defineConnectionBuilder(1)`,
    ],
    ['a call without an argument', `${define}var b = defineConnectionBuilder()`],
    ['a call with two', `${define}var b = defineConnectionBuilder(1, 2)`],
    ['a call with spread', `${define}var b = defineConnectionBuilder(...c)`],
    [
      'a declaration among others',
      'var defineConnectionBuilder = (b) => b, c = 1; var b = defineConnectionBuilder(1)',
    ],
    ['a script that evaluates texts', `${define}eval("defineConnectionBuilder(1)")`],
    ['what is no script', `${define}defineConnectionBuilder(`],
  ])('leaves %s alone', (_kind, bundle) => {
    expect(text(bundle)).toBe(bundle)
  })

  it('knows where everything came from', () => {
    const bundle = `${define}var b = defineConnectionBuilder((attr) => [attr.server]);`
    const { text: made, originOf } = withoutDefineCalls(bundle)
    expect(originOf(made.indexOf('attr.server'))).toBe(bundle.indexOf('attr.server'))
    expect(originOf(made.indexOf(';'))).toBe(bundle.lastIndexOf(';'))
  })

  it('leaves a script that does the same', async () => {
    const plan = { role: 'connection-builder', path: 'a.js', sourcePath: 'a.ts' } as const
    const bundle = `(() => {\n  ${define}\n  var b = /* @__PURE__ */ defineConnectionBuilder(function (attr) { return [attr?.server] });\n  __tacosmith = b;\n})();`
    const { code } = await finishScript(plan, bundle, { target: 'es2016', check: true })
    expect(code).not.toContain('define')
    if (scriptEngines.length > 0)
      expect(await resultInEngines(code, { server: 'a' })).toEqual({ value: ['a'] })
  })
})
