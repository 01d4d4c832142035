import { rm } from 'node:fs/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { folderOf, manifest } from '../testing/folder.ts'
import { type ConnectorInputs, connectorInputs } from './connector-inputs.ts'
import { findConnectors } from './find-connectors.ts'
import { ReferencedFiles } from './referenced-files.ts'

let root: string
afterEach(async () => await rm(root, { recursive: true, force: true }))

const one = { 'c/package.json': '{}', 'c/connector/manifest.xml': manifest() }

async function inputsOf(files: Readonly<Record<string, string>>): Promise<ConnectorInputs> {
  root = await folderOf({ 'package.json': '{}', ...one, ...files })
  const [connector] = findConnectors(['c/connector/manifest.xml'], root)
  if (connector === undefined) throw new Error('There is no connector.')
  return connectorInputs(connector, new ReferencedFiles(root), root)
}

async function versionsOf(files: Readonly<Record<string, string>>): Promise<string> {
  const { versions } = await inputsOf(files)
  await rm(root, { recursive: true })
  return versions
}

describe('the files that a connector depends on', () => {
  it.each<[string, string, string, string]>([
    ['a path', "import { a } from '../../shared/a'", 'shared/a.ts', ''],
    ['a path with an extension', "import a from '../../shared/a.ts'", 'shared/a.ts', ''],
    ['the extension of what is made of it', "import a from '../../shared/a.js'", 'shared/a.ts', ''],
    ['a folder', "export * from '../../shared'", 'shared/index.ts', ''],
    ['double quotes', 'import "../../shared/a.mjs"', 'shared/a.mjs', ''],
    ['data', "import d from '../../shared/d.json'", 'shared/d.json', '{}'],
    ['require', "const a = require('../../shared/a')", 'shared/a.js', ''],
    ['an import on demand', 'const a = import(`../../shared/a`)', 'shared/a.cts', ''],
    ['an import after an apostrophe', "/* don't */ import a from '../../shared/a'", 'shared/a.ts', ''],
    ['several lines', "import {\n a,\n} from\n '../../shared/a'", 'shared/a.tsx', ''],
    ['a type', "import type { A } from '../../shared/a.d.ts'", 'shared/a.d.ts', ''],
  ])('imported by %s', async (_, text, file, content) => {
    const { files } = await inputsOf({ 'c/connector/script.ts': text, [file]: content })
    expect(files).toContain(file)
  })

  it('are those that these import in turn, in circles too', async () => {
    const { files } = await inputsOf({
      'c/connector/script.ts': "import '../lib/a'",
      'c/lib/a.ts': "import '../../other/b.js'",
      'other/b.ts': "import '../c/lib/a'\nimport '../../outside/the/workspace'",
      'other/unused.ts': '',
    })
    expect(files).toEqual(['c/lib/a.ts', 'c/package.json', 'other/b.ts'])
  })

  it('are those of aliases, and the tsconfig.json files that tell them', async () => {
    const { files } = await inputsOf({
      'c/connector/tsconfig.json': '{ // comment\n "extends": "../../tsconfig.base.json" }',
      'tsconfig.base.json': '{ "compilerOptions": { "paths": { "@shared/*": ["./shared/src/*"] } } }',
      'c/connector/script.ts': "import { a } from '@shared/a'",
      'shared/src/a.ts': '',
    })
    expect(files).toEqual(['c/package.json', 'shared/src/a.ts', 'tsconfig.base.json'])
  })

  it('are all of a package of the workspace, and of those that it imports', async () => {
    const { files, folders } = await inputsOf({
      'c/connector/script.ts': "import { a } from '@acme/first/deep'",
      'libs/first/package.json': '{ "name": "@acme/first" }',
      'libs/first/src/a.ts': "import '@acme/second'\nimport '../../third/c'",
      'libs/second/package.json': '{ "name": "@acme/second" }',
      'libs/third/c.ts': '',
      'node_modules/@acme/first': '->../../libs/first',
      'node_modules/@acme/second': '->../../libs/second',
    })
    expect(folders).toEqual(['libs/first', 'libs/second'])
    expect(files).toContain('libs/third/c.ts')
  })

  it('are the nearest configuration, what it extends and imports, and the schemas that it names', async () => {
    const { files, folders, variables } = await inputsOf({
      'tacosmith.config.ts': `import { x } from './settings/x'
        export default { extends: ['./base', '@acme/config'], validate: { schemas: 'sdk/validation' },
          sign: { storePassword: process.env.STORE, keyPassword: { env: 'KEY' } } }
        const { ONE, TWO = 'x' } = process.env
        const three = process.env.THREE ?? process.env['FOUR']`,
      'base.mjs': 'export default { fileName: process.env.FIVE }',
      'settings/x.ts': '',
      'sdk/validation/a.xsd': '',
      'libs/config/package.json': '{ "name": "@acme/config" }',
      'node_modules/@acme/config': '->../../libs/config',
      'other/tacosmith.config.ts': '',
    })
    expect(files).toEqual([
      'base.mjs',
      'c/package.json',
      'libs/config/package.json',
      'settings/x.ts',
      'tacosmith.config.ts',
    ])
    expect(folders).toEqual(['libs/config', 'sdk/validation'])
    expect(variables).toEqual(['FIVE', 'FOUR', 'ONE', 'THREE', 'TWO'])
  })
})

describe('the versions that a connector depends on', () => {
  const tools = {
    'node_modules/@tacosmith/cli/package.json':
      '{ "version": "0.1.0", "dependencies": { "esbuild": "1" }, "optionalDependencies": { "x": "1" } }',
    'node_modules/esbuild/package.json': '{ "version": "1.0.0" }',
    'node_modules/x/package.json': '{ "version": "1.0.0" }',
    'node_modules/lodash/package.json': '{ "version": "4.0.0", "dependencies": { "deep": "1" } }',
    'node_modules/deep/package.json': '{ "version": "1.0.0" }',
    'node_modules/unused/package.json': '{ "version": "1.0.0" }',
    'c/connector/script.ts': "import { pick } from 'lodash/pick'",
  }

  it.each<[string, Readonly<Record<string, string>>, boolean]>([
    ['nothing changed', {}, false],
    ['tacosmith', { 'node_modules/@tacosmith/cli/package.json': '{ "version": "0.2.0" }' }, true],
    ['what tacosmith needs', { 'node_modules/esbuild/package.json': '{ "version": "1.0.1" }' }, true],
    ['what only some systems have', { 'node_modules/x/package.json': '{ "version": "2.0.0" }' }, false],
    ['what scripts import', { 'node_modules/lodash/package.json': '{ "version": "4.0.1" }' }, true],
    ['what that needs', { 'node_modules/deep/package.json': '{ "version": "1.0.1" }' }, true],
    ['other packages', { 'node_modules/unused/package.json': '{ "version": "2.0.0" }' }, false],
    ['how the workspace writes modules', { 'package.json': '{ "type": "module" }' }, true],
    ['another package in package.json', { 'package.json': '{ "dependencies": { "a": "1" } }' }, false],
  ])('%s', async (_, change, isAnother) => {
    const before = await versionsOf(tools)
    expect(before).toMatch(/^tacosmith-cli-0\.1\.0 [0-9a-f]{32}$/)
    const after = await versionsOf({ ...tools, ...change })
    root = await folderOf({})
    expect(after !== before).toBe(isAnother)
  })
})
