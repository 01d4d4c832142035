/** A configuration by what is special about it. */
export interface ConfigKind {
  config: string
  /** The files beside it. */
  files?: Record<string, string>
  exported: unknown
}

/** What `tacosmith.config.ts` may be, and what it exports then. */
export const configKinds: Record<string, ConfigKind> = {
  'the place of the file': {
    config: `import { basename } from 'node:path'
      import { fileURLToPath } from 'node:url'
      const names = [fileURLToPath(import.meta.url), import.meta.filename, __filename].map((path) => basename(path))
      const isHere = import.meta.dirname === __dirname && fileURLToPath(new URL('.', import.meta.url)).startsWith(__dirname)
      const beside = basename(import.meta.resolve('./beside.json'))
      export default { names, isHere, beside }`,
    files: { 'beside.json': '{}' },
    exported: { names: Array(3).fill('tacosmith.config.ts'), isHere: true, beside: 'beside.json' },
  },
  'files by all kinds of paths': {
    config: `import { a } from './a.ts'
      import { a as sameA } from './a.js'
      import { b } from './b'
      import { c } from './c'
      import { d } from './d.mjs'
      import { e } from './e.mts'
      import f, { f as named } from './f.cjs'
      import g from './sub/g.json'
      import h from './h.json' with { type: 'json' }
      import { i } from './sub/../i.js'
      export default { a, isSame: a === sameA, b, c, d, e, f: [f.f, named], g, h, i }`,
    files: {
      'a.ts': 'export const a: object = { is: "a" }',
      'b.ts': 'export let b = "not yet" as string\nb = "b"',
      'c/index.ts': "export * from './other.js'\nexport { default as c } from './other.js'",
      'c/other.ts': 'export const other = 1\nexport default "c"',
      'd.mjs': 'export const d = "d"',
      'e.mts': 'export const e: string = "e"',
      'f.cjs': 'exports.f = __filename.length > 0 ? "f" : ""',
      'sub/g.json': '{ "is": "g" }',
      'h.json': '["h"]',
      'i.js': 'export const i = "i"',
    },
    exported: {
      a: { is: 'a' },
      isSame: true,
      b: 'b',
      c: 'c',
      d: 'd',
      e: 'e',
      f: ['f', 'f'],
      g: { is: 'g' },
      h: ['h'],
      i: 'i',
    },
  },
  'packages as Node imports them': {
    config: `import esm, { named } from 'esm-only'
      import * as all from 'esm-only'
      import cjs, { property } from 'cjs-only'
      import made, { other } from 'made-cjs'
      import { kind } from 'dual'
      import sub from '@acme/several/sub'
      import path, { join } from 'node:path'
      import { sep } from 'path'
      import 'side-effect'
      export default { esm, named, all: Object.keys(all), cjs: cjs.property, property, made: made.default, other, kind, sub,
        isPath: path.join === join && path.sep === sep, side: globalThis.sideEffect }`,
    files: {
      ...packageOf('esm-only', { type: 'module', exports: './index.js' }, [
        'export default "esm"\nexport const named = await Promise.resolve("named")',
      ]),
      ...packageOf('cjs-only', {}, ['exports.property = "cjs"']),
      ...packageOf('made-cjs', {}, [
        'Object.defineProperty(exports, "__esModule", { value: true })\nexports.default = "made"\nexports.other = "other"',
      ]),
      ...packageOf('dual', { exports: { require: './index.js', import: './index.mjs' } }, [
        'exports.kind = "required"',
        'export const kind = "imported"',
      ]),
      ...packageOf('@acme/several', { exports: { './sub': './index.mjs' } }, ['', 'export default "sub"']),
      ...packageOf('side-effect', { type: 'module' }, ['globalThis.sideEffect = "seen"']),
    },
    exported: {
      esm: 'esm',
      named: 'named',
      all: ['default', 'named'],
      cjs: 'cjs',
      property: 'cjs',
      made: 'made',
      other: 'other',
      kind: 'imported',
      sub: 'sub',
      isPath: true,
      side: 'seen',
    },
  },
  'TypeScript that is more than types': {
    config: `#!/usr/bin/env node
      import type { Missing } from './missing.ts'
      import { Type } from './types.ts'
      import fs = require('node:fs')
      enum Level { off, warn = 'w' }
      const enum Fixed { one = 1 }
      namespace Named { export const inside = 'n' }
      class Point { constructor(readonly x: number, protected y?: Missing | Type) {} }
      abstract class Shape { declare kind: string; abstract area(): number }
      export default { level: [Level.off, Level[0], Level.warn], fixed: Fixed.one, inside: Named.inside,
        x: new Point(3)!.x, isFunction: typeof fs.existsSync, shape: Shape.name } satisfies object as object`,
    files: { 'types.ts': 'export interface Type { one: 1 }' },
    exported: {
      level: [0, 'off', 'w'],
      fixed: 1,
      inside: 'n',
      x: 3,
      isFunction: 'function',
      shape: 'Shape',
    },
  },
  'modules that import each other': {
    config: `import { even } from './even.ts'\nexport default { isEven: even(4) }`,
    files: {
      'even.ts':
        "import { odd } from './odd.ts'\nexport function even(n: number): boolean { return n === 0 || odd(n - 1) }",
      'odd.ts':
        "import { even } from './even.ts'\nconst early = even(0)\nexport function odd(n: number): boolean { return early && n !== 0 && even(n - 1) }",
    },
    exported: { isEven: true },
  },
  'what it imports on demand': {
    config: `const later = async () => [(await import('./later.ts')).default, (await import('node:path')).sep.length]
      export default later().then((found) => ({ found }))`,
    files: { 'later.ts': 'export default "later" as string' },
    exported: { found: ['later', 1] },
  },
  'a default export by another name': {
    config: `import { sep } from 'node:path'
      const own = { "require('x')": \`
var import_x = require("tacosmith-import:0")\`.trim(), separators: sep.length }
      export { own as default }
      export const other: number = 1`,
    exported: { "require('x')": 'var import_x = require("tacosmith-import:0")', separators: 1 },
  },
  'types in comments': {
    config: `const own = /** @type {import('@tacosmith/core').TacoOptions} */ ({ length: 1 })
      export default /** @type {typeof import("./none.ts").default} */ (own)`,
    exported: { length: 1 },
  },
  'a default export in CommonJS': {
    config: `const { sep } = require('node:path')\nexports.default = { length: sep.length as number }`,
    exported: { length: 1 },
  },
  'all that CommonJS exports': {
    config: `const { sep } = require('node:path')\nmodule.exports = { length: sep.length as number }`,
    exported: { length: 1 },
  },
  'what TypeScript exports as CommonJS': {
    config: `import path = require('node:path')\nexport = { length: path.sep.length as number }`,
    exported: { length: 1 },
  },
}

/** The files of a package that is installed. */
export function packageOf(name: string, json: object, [js = '', mjs]: string[]): Record<string, string> {
  const at = `node_modules/${name}`
  return {
    [`${at}/package.json`]: JSON.stringify({ name, main: './index.js', ...json }),
    [`${at}/index.js`]: js,
    ...(mjs !== undefined && { [`${at}/index.mjs`]: mjs }),
  }
}
