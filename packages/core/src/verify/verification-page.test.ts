import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { JAVA_POLICIES, policyHelp } from '../format/zip/index.ts'
import { verifyTaco } from './index.ts'
import { archiveCases } from './testing/archive-cases.ts'
import { blockCases } from './testing/block-cases.ts'
import { certificateCases } from './testing/certificate-cases.ts'
import { certificateFormCases } from './testing/certificate-form-cases.ts'
import { chainCases } from './testing/chain-cases.ts'
import { manifestCases } from './testing/manifest-cases.ts'
import { newerAlgorithmCases } from './testing/newer-algorithm-cases.ts'
import { signatureCases } from './testing/signature-cases.ts'
import { timestampCases } from './testing/timestamp-cases.ts'
import { tokenCases } from './testing/token-cases.ts'
import { type Case, Workshop } from './testing/workshop.ts'

const page = readFileSync(join(import.meta.dirname, '../../../../docs/verification.md'), 'utf8')
const shop = await Workshop.open()
const ours = (
  await Promise.all(
    [archiveCases, signatureCases, manifestCases, blockCases, newerAlgorithmCases].map((make) => make(shop)),
  )
).flat()

/** The rows of the table below a heading. */
function tableBelow(heading: string): string[][] {
  const section = page.split(/^## /m).find((one) => one.startsWith(`${heading}\n`)) ?? ''
  return section
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
}

test('the steps name every case on archives, manifests, signature files and blocks, and no other', () => {
  const rows = tableBelow('Archive, manifest, signature file, signature block')
  expect(rows.length).toBeGreaterThan(20)
  const named = rows.flatMap((cells) => cells[3]?.split('; ') ?? [])
  expect(named.toSorted()).toEqual(ours.map(({ name }) => name).toSorted())
})

test('the policies of the page are those of the code', () => {
  const listed = tableBelow('What tacosmith refuses and Java accepts')
  const policies = Object.entries(JAVA_POLICIES).map(([name, { refused, because }]) => [
    `\`${name}\``,
    refused,
    because,
  ])
  expect(listed).toEqual(policies)
})

test('the steps name no policy that there is not', () => {
  const named = tableBelow('Archive, manifest, signature file, signature block').flatMap((cells) =>
    [...(cells[2]?.matchAll(/`([a-z0-9-]+)`/g) ?? [])].map(([, name = '']) => name),
  )
  expect(named.length).toBeGreaterThan(15)
  expect(named.filter((name) => !(name in JAVA_POLICIES))).toEqual([])
})

/** Held by another test: what a JDK does at random. */
const SHOWN_ELSEWHERE = ['ambiguous-root']

test('every policy is shown by a case', async () => {
  const groups = [certificateCases, certificateFormCases, chainCases, timestampCases, tokenCases]
  const others = (await Promise.all(groups.map((make) => make(shop)))).flat()
  const helps = new Set<string>()
  for (const { bytes } of [...ours, ...others] satisfies Case[]) {
    const { problems } = await verifyTaco(bytes, { trust: shop.trusted })
    for (const { help } of problems) helps.add(help ?? '')
  }
  const shown = Object.keys(JAVA_POLICIES).filter((name) =>
    [...helps].some((help) => help.startsWith(policyHelp(name as keyof typeof JAVA_POLICIES, '').trim())),
  )
  expect([...shown, ...SHOWN_ELSEWHERE].toSorted()).toEqual(Object.keys(JAVA_POLICIES).toSorted())
})
