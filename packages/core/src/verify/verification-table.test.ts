import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { certificateCases } from './testing/certificate-cases.ts'
import { certificateFormCases } from './testing/certificate-form-cases.ts'
import { chainCases } from './testing/chain-cases.ts'
import { timestampCases } from './testing/timestamp-cases.ts'
import { tokenCases } from './testing/token-cases.ts'
import { type Case, Workshop } from './testing/workshop.ts'

const page = join(import.meta.dirname, '../../../../docs/verification.md')

/** The names in the last column of the table below a heading. */
async function namedCases(heading: string): Promise<string[]> {
  const [, section = ''] = (await readFile(page, 'utf8')).split(`## ${heading}\n`)
  const [table = ''] = section.split('\n## ')
  const rows = table.split('\n').filter((line) => /^\| (?!step)/.test(line))
  return rows.flatMap((row) => (row.split('|').at(-2) ?? '').split(';').map((name) => name.trim()))
}

test('the table on certificates, chains and timestamps names every case, and no other', async () => {
  const shop = await Workshop.open()
  const groups: ((shop: Workshop) => Promise<Case[]>)[] = [
    ...[certificateCases, certificateFormCases, chainCases, timestampCases, tokenCases],
  ]
  const cases = await Promise.all(groups.map((group) => group(shop)))
  const named = await namedCases('Certificates, chain, timestamp')
  expect(named.length).toBeGreaterThan(100)
  expect([...new Set(named)].sort()).toEqual(
    cases
      .flat()
      .map(({ name }) => name)
      .sort(),
  )
})
