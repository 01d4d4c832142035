import { describe, expect, it } from 'vitest'
import { scriptFromModule } from './script-from-module.ts'

const plan = { sourcePath: 'connectionBuilder.ts' }
const scriptOf = (code: string) =>
  scriptFromModule(plan, { code, map: undefined, mapFolder: '/' }, '/connector').code

describe('a module becomes a script', () => {
  it.each([
    [
      'a specifier',
      'const a = () => 1;\nexport { a as default };\n',
      'const a = () => 1;\n__tacosmith = a;\n',
    ],
    [
      'others beside it',
      'const a = 1, b = 2;\nexport { b, a as default };',
      'const a = 1, b = 2;\n__tacosmith = a;',
    ],
    ['a string as its name', 'const a = 1;\nexport { a as "default" };', 'const a = 1;\n__tacosmith = a;'],
    ['an expression', 'export default (attr) => [attr]', '__tacosmith = (attr) => [attr]'],
    [
      'a nameless function',
      'export default function () { return 1 }',
      '__tacosmith = function () { return 1 }',
    ],
    ['a declaration', 'export default function f() {}', '__tacosmith = f;\nfunction f() {}'],
    ['exported declarations', 'export const a = 1\nexport { a as default }', 'const a = 1\n__tacosmith = a;'],
  ])('with %s', (_kind, module, script) => {
    expect(scriptOf(module)).toBe(script)
  })

  it('with the comments of its author', () => {
    expect(scriptOf('/** The address. */\nconst a = () => 1; // one\nexport { a as default };')).toBe(
      '/** The address. */\nconst a = () => 1; // one\n__tacosmith = a;',
    )
  })
})

describe('a module is refused', () => {
  it.each([
    ['without a default export', 'export const a = 1', /connectionBuilder\.ts has no default export/],
    ['that imports', 'import a from "pg"\nexport { a as default }', /imports "pg"/],
    ['that exports from elsewhere', 'export { default } from "pg"', /imports "pg"/],
    [
      'that waits',
      'const a = await x()\nexport { a as default }',
      /connectionBuilder\.ts uses top-level await/,
    ],
    ['that waits in a loop', 'for await (const a of x()) {}\nexport default () => 1', /uses top-level await/],
  ])('%s', (_kind, module, message) => {
    expect(() => scriptOf(module)).toThrow(message)
  })

  it('but not for waiting in a function, of which the checks tell', () => {
    expect(scriptOf('export default async () => await 1')).toContain('await 1')
  })
})
