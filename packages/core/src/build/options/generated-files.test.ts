import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { interfaceTable } from './generators/interface-table.ts'
import { withTable } from './generators/markdown-table.ts'
import { optionTable, type TableSettings } from './generators/option-table.ts'
import { typeDeclarations } from './generators/type-declarations.ts'

const packages = join(import.meta.dirname, '../../../..')

const relativeTo = (folder: string, what: string): TableSettings => ({
  without: ['outDir'],
  instead: {
    connector: {
      default: `\`connector\` if it holds a \`manifest.xml\`, else ${folder}`,
      about: `The connector folder, relative to ${what}.`,
    },
  },
})

const readmes: Record<string, TableSettings> = {
  core: {},
  cli: { withFlags: true },
  'esbuild-plugin': relativeTo('the working folder', '`absWorkingDir`'),
  'webpack-plugin': relativeTo('the context', 'the `context` of the configuration'),
  'vite-plugin': {
    ...relativeTo('the root', "Vite's root"),
    further: [
      [
        'app',
        'boolean',
        '`false`',
        'Build the connector beside the app or library of the same configuration.',
      ],
      [
        'environment',
        'string',
        'see [below](#beside-an-app)',
        'The Vite environment whose output the `.taco` goes to.',
      ],
    ],
  },
}

const signers = readdirSync(packages).filter((name) => name.startsWith('signer-'))

// npm run docs writes these files anew.
describe('generated from the description of the options', () => {
  it('types.ts', async () => {
    await expect(typeDeclarations()).toMatchFileSnapshot('types.ts')
  })

  it.each(Object.entries(readmes))('the table of options in the README of %s', async (name, settings) => {
    const file = join(packages, name, 'README.md')
    await expect(withTable(await readFile(file, 'utf8'), optionTable(settings))).toMatchFileSnapshot(file)
  })

  it.each(signers)('the table of options in the README of %s', async (name) => {
    const file = join(packages, name, 'README.md')
    const source = await readFile(join(packages, name, 'src/options.ts'), 'utf8')
    const [, options = ''] = /^export interface (\w+SignerOptions)\b/m.exec(source) ?? []
    const table = interfaceTable(source, options)
    await expect(withTable(await readFile(file, 'utf8'), table)).toMatchFileSnapshot(file)
  })
})
