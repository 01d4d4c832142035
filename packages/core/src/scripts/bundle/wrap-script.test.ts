import { describe, expect, it } from 'vitest'
import { checkScript } from '../analyse/check-script.ts'
import { resultInEngines, scriptEngines } from '../testing/engines.ts'
import { finishScript } from './finish-script.ts'
import { wrapScript } from './wrap-script.ts'

const plan = { role: 'connection-builder', path: 'a.js', sourcePath: 'a.ts' } as const

async function finish(bundle: string): Promise<string> {
  const { code } = await finishScript(plan, bundle, { target: 'es2016', check: true })
  expect(checkScript('a.js', new TextEncoder().encode(code), 'es2016')).toEqual([])
  return code
}

/** Bundles whose statements stand right in the function, and what they give for a server called `a`. */
const flat: [kind: string, bundle: string, result: unknown][] = [
  ['statements', 'var b = (attr) => [attr.server];\n__tacosmith = b;\n', ['a']],
  ['without semicolons', 'const b = (attr) => [attr.server]\n\n__tacosmith = b', ['a']],
  [
    "esbuild's function",
    '(() => {\n  var b = (attr) => [attr.server];\n\n  // tacosmith:entry\n  __tacosmith = b;\n})();\n',
    ['a'],
  ],
  [
    'a function of the older kind',
    ';(function () {\n\tvar b = (attr) => [attr.server]\n\t__tacosmith = b\n}());',
    ['a'],
  ],
  [
    'a strict script',
    '"use strict";\n(() => {\n  function b() { return [String(this)] }\n  __tacosmith = b;\n})();',
    ['undefined'],
  ],
  [
    'a strict function',
    '(() => { "use strict";\n  function b() { return [String(this)] }\n  __tacosmith = b;\n})();',
    ['undefined'],
  ],
  [
    'a function named like ours',
    'function dsbuilder(attr) { return [attr.server] }\n__tacosmith = dsbuilder',
    ['a'],
  ],
  ['attr in functions', 'function b(attr) { var attr = attr; return [attr.server] }\n__tacosmith = b', ['a']],
  [
    'this in functions',
    'function b() { return [typeof this, arguments.length] }\n__tacosmith = b',
    ['object', 1],
  ],
  [
    'use before declaration',
    'function b(attr) { return [attr.server + end] }\nconst end = "!"\n__tacosmith = b',
    ['a!'],
  ],
]

/** Bundles that keep the variable. */
const variable: [kind: string, bundle: string, result: unknown][] = [
  ['an expression', '__tacosmith = (attr) => [attr.server]', ['a']],
  ['an assignment in the middle', 'var b = () => [c]\n__tacosmith = b\nvar c = 1', [1]],
  [
    "the author's use of the variable",
    'var b = () => { const __tacosmith = 7; return [__tacosmith] }\n__tacosmith = b',
    [7],
  ],
  ['a strict script', '"use strict"\n__tacosmith = function () { return [String(this)] }', ['undefined']],
  [
    'an old function around',
    '(function () { if (typeof x === "undefined") { __tacosmith = y; return } function y(attr) { return [attr.server] } })()',
    ['a'],
  ],
]

/** Bundles that keep the variable and get a function of their own. */
const apart: [kind: string, bundle: string, result: unknown][] = [
  ['attr at the top level', 'const attr = 1\nconst b = (a) => [a.server, attr]\n__tacosmith = b', ['a', 1]],
  [
    'attr in a pattern',
    'const { x: [attr = 2] } = { x: [] }\nconst b = (a) => [a.server, attr]\n__tacosmith = b',
    ['a', 2],
  ],
  ['attr in a loop', 'for (var attr of [3]);\nconst b = (a) => [a.server, attr]\n__tacosmith = b', ['a', 3]],
  ['a function called attr', 'function attr(a) { return [a.server] }\n__tacosmith = attr', ['a']],
  ['a constant named like ours', 'const dsbuilder = (a) => [a.server]\n__tacosmith = dsbuilder', ['a']],
  [
    'a class named like ours',
    'class dsbuilder { x() { return 4 } }\nconst b = () => [new dsbuilder().x()]\n__tacosmith = b',
    [4],
  ],
  ['this at the top level', 'var t = () => typeof this\nconst b = () => [t()]\n__tacosmith = b', ['object']],
  ['arguments at the top level', 'var n = arguments.length\nconst b = () => [n]\n__tacosmith = b', [1]],
]

describe('wrapScript', () => {
  it.each(flat)('lets %s stand right in the function', async (_kind, bundle, value) => {
    const script = await finish(bundle)
    expect(script).not.toContain('__tacosmith')
    expect(script).not.toContain('tacosmith:')
    expect(script).toMatch(/^\(function dsbuilder\(attr\) \{\n\S[\s\S]*\nreturn \w+\(attr\);\n\}\)\n$/)
    expect(script).not.toMatch(/^\S*\(\(\) => \{|^;?\(function \(\)/m)
    if (scriptEngines.length > 0) expect(await resultInEngines(script, { server: 'a' })).toEqual({ value })
  })

  it.each(variable)('keeps the variable for %s', async (_kind, bundle, value) => {
    const script = await finish(bundle)
    expect(script).toContain('\nvar __tacosmith;\n')
    expect(script).toMatch(/\nreturn __tacosmith\(attr\);\n\}\)\n$/)
    if (scriptEngines.length > 0) expect(await resultInEngines(script, { server: 'a' })).toEqual({ value })
  })

  it.each(apart)('gives a function of its own to %s', async (_kind, bundle, value) => {
    for (const form of [bundle, `(() => {\n${bundle}\n})();`]) {
      const script = await finish(form)
      expect(script).toContain('\nvar __tacosmith;\n(() => {\n')
      if (scriptEngines.length > 0) expect(await resultInEngines(script, { server: 'a' })).toEqual({ value })
    }
  })

  it('moves statements to the left, but not what texts hold', () => {
    const bundle = [
      '(() => {',
      '    // A comment.',
      '    const text = `one',
      '    two`',
      "    const line = 'three\\",
      "    four'",
      '    const b = () => {',
      '        return [text, line]',
      '    }',
      '    __tacosmith = b',
      '})();',
    ].join('\n')
    return expect(finish(bundle)).resolves.toBe(
      [
        '(function dsbuilder(attr) {',
        '// A comment.',
        'const text = `one',
        '    two`',
        "const line = 'three\\",
        "    four'",
        'const b = () => {',
        '    return [text, line]',
        '}',
        'return b(attr);',
        '})',
        '',
      ].join('\n'),
    )
  })

  it('keeps comments at the top and at the end', () => {
    const bundle = '/* top */\nvar b = () => []\n__tacosmith = b\n// end'
    expect(wrapScript('connection-properties', bundle)).toBe(
      '(function propertiesbuilder(attr) {\n/* top */\nvar b = () => []\n// end\nreturn b(attr);\n})\n',
    )
  })

  it('wraps what is no script, for others to complain', () => {
    expect(wrapScript('connection-builder', 'no script')).toContain('\nno script\nreturn __tacosmith(attr);')
  })
})
