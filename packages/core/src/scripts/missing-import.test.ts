import { expect, it } from 'vitest'
import { missingImport } from './missing-import.ts'

it.each([
  ['./nowhere', 'a.ts imports "./nowhere", but there is no such file', 'Check the path, or create the file.'],
  ['..', 'a.ts imports "..", but there is no such file', 'Check the path, or create the file.'],
  ['/x/y.ts', 'a.ts imports "/x/y.ts", but there is no such file', 'Check the path, or create the file.'],
  ['pg', 'a.ts imports "pg", but the package pg is not installed', 'Run npm install --save-dev pg'],
  [
    '@tacosmith/core/script',
    'a.ts imports "@tacosmith/core/script", but the package @tacosmith/core is not installed',
    'Run npm install --save-dev @tacosmith/core',
  ],
  [
    'node:fs',
    'a.ts imports "node:fs", a module of Node.js, which Tableau\'s script engine does not have',
    'Write that part without Node.js, or use a package that needs nothing but JavaScript.',
  ],
  [
    '~/lib',
    'a.ts imports "~/lib", which nothing resolves',
    'Check the name, and the alias or plugin that it needs.',
  ],
  [
    'virtual:x',
    'a.ts imports "virtual:x", which nothing resolves',
    'Check the name, and the alias or plugin that it needs.',
  ],
])('tells what is missing of "%s"', (imported, message, help) => {
  const error = missingImport('a.ts', imported)
  expect(error.message).toBe(message)
  expect(error.help).toBe(help)
})
