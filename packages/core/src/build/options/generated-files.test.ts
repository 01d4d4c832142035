import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { interfaceTable } from './generators/interface-table.ts'
import { withTable } from './generators/markdown-table.ts'
import { optionTable, type TableSettings } from './generators/option-table.ts'
import { typeDeclarations } from './generators/type-declarations.ts'

const packages = join(import.meta.dirname, '../../../..')

const marked = readdirSync(packages)
  .map((name) => ({ name, file: join(packages, name, 'README.md') }))
  .filter(({ file }) => existsSync(file) && readFileSync(file, 'utf8').includes('<!-- options:'))

/** The page of the site, with all that a configuration file takes. */
const page = join(packages, '../docs/options.md')

/** A signer has options of its own; all others have those of a build, told as their `options-table.json` says. */
async function tableFor(name: string): Promise<string> {
  const source = await readFile(join(packages, name, 'src/options.ts'), 'utf8').catch(() => '')
  const [, ofSigner] = /^export interface (\w+SignerOptions)\b/m.exec(source) ?? []
  if (ofSigner !== undefined) return interfaceTable(source, ofSigner)
  const settings = await readFile(join(packages, name, 'options-table.json'), 'utf8').catch(() => '{}')
  return optionTable(JSON.parse(settings) as TableSettings)
}

// npm run docs writes these files anew.
describe('generated from the description of the options', () => {
  it('types.ts', async () => {
    await expect(typeDeclarations()).toMatchFileSnapshot('types.ts')
  })

  it.each(marked)('the table of options in the README of $name', async ({ name, file }) => {
    const table = await tableFor(name)
    await expect(withTable(await readFile(file, 'utf8'), table)).toMatchFileSnapshot(file)
  })

  it('the table in docs/options.md', async () => {
    const table = optionTable({ withFlags: true, ofConfig: true })
    await expect(withTable(await readFile(page, 'utf8'), table)).toMatchFileSnapshot(page)
  })

  it('all tables', () => {
    expect(marked.length).toBeGreaterThanOrEqual(9)
  })
})
