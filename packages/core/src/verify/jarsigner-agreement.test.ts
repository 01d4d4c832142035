import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  jarsignerVerifyAll,
  javaHomeTrusting,
  javaRelease,
  type OracleResult,
  requireOracle,
} from '@tacosmith/test-kit'
import { afterAll, describe, expect, test } from 'vitest'
import { POLICY_HELP_START } from '../format/zip/index.ts'
import { verifyTaco } from './index.ts'
import { archiveCases } from './testing/archive-cases.ts'
import { blockCases } from './testing/block-cases.ts'
import { certificateCases } from './testing/certificate-cases.ts'
import { certificateFormCases } from './testing/certificate-form-cases.ts'
import { chainCases } from './testing/chain-cases.ts'
import { toPem } from './testing/generator/certificate-maker.ts'
import { manifestCases } from './testing/manifest-cases.ts'
import { newerAlgorithmCases } from './testing/newer-algorithm-cases.ts'
import { signatureCases } from './testing/signature-cases.ts'
import { timestampCases } from './testing/timestamp-cases.ts'
import { tokenCases } from './testing/token-cases.ts'
import { type Case, Workshop } from './testing/workshop.ts'

const shop = await Workshop.open()
const groups: [string, Case[]][] = [
  ['certificates', await certificateCases(shop)],
  ['forms of certificates', await certificateFormCases(shop)],
  ['chains', await chainCases(shop)],
  ['timestamps', await timestampCases(shop)],
  ['forms of timestamps', await tokenCases(shop)],
  ['signatures', await signatureCases(shop)],
  ['blocks', await blockCases(shop)],
  ['manifests', await manifestCases(shop)],
  ['newer algorithms', await newerAlgorithmCases(shop)],
  ['archives', await archiveCases(shop)],
]
const cases = groups.flatMap(([, group]) => group)
const folder = await mkdtemp(join(tmpdir(), 'tacosmith-agreement-'))
const answers = await askJarsigner()
const jdk = await javaRelease()

afterAll(async () => await rm(folder, { recursive: true, force: true }))

/** All files in one process: jarsigner takes half a second to start. */
async function askJarsigner(): Promise<Map<Case, OracleResult> | undefined> {
  if (!requireOracle('java') || !requireOracle('jarsigner') || !requireOracle('keytool')) return undefined
  const home = await javaHomeTrusting(join(folder, 'jdk'), shop.trusted.map(toPem))
  const files = cases.map((_, index) => join(folder, `${index}.taco`))
  for (const [index, { bytes }] of cases.entries()) await writeFile(files[index] ?? '', bytes)
  const results = await jarsignerVerifyAll(files, home)
  return new Map(cases.map((one, index) => [one, results[index] ?? { exit: -1, output: '' }]))
}

test('there are at least 80 files, and no two of one name', () => {
  expect(cases.length).toBeGreaterThanOrEqual(80)
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length)
})

describe.each(groups)('%s', (_, group) => {
  test.each(group)('$name ($kind)', async (one) => {
    const verdict = await verifyTaco(one.bytes, { trust: shop.trusted })
    const reasons = verdict.problems.filter(({ severity }) => severity === 'error')
    expect({ ok: verdict.ok, reasons: reasons.length > 0 }).toEqual({ ok: verdict.ok, reasons: !verdict.ok })
    if (one.status !== undefined) expect(verdict.status).toBe(one.status)
    if (one.kind !== 'row' && one.kind !== 'good') expect(verdict.ok).toBe(false)
    if (one.kind === 'policy' || one.kind === 'lenient') {
      expect(reasons.map(({ help }) => help)).toContainEqual(expect.stringMatching(POLICY_HELP_START))
    }
    if (one.kind === 'good') expect(reasons).toEqual([])
    const answer = answers?.get(one)
    if (answer === undefined) return
    // Never accept what jarsigner rejects.
    const accepted = answer.exit === 0 && answer.output.includes('jar verified')
    if (verdict.ok) expect({ accepted, said: answer.output }).toEqual({ accepted: true, said: answer.output })
    if (one.refusedSince !== undefined && jdk !== undefined) {
      if (jdk >= one.refusedSince) expect(accepted).toBe(false)
      // Security updates of older releases bring such strictness too, as 17.0.21.1 did.
      if (!accepted) return
    }
    if (one.exit !== undefined) expect(answer.exit).toBe(one.exit)
    // Of an archive that is not well formed, jarsigner's exit code is predicted only if it cannot open it.
    if (one.kind === 'row' && verdict.status !== 'malformed')
      expect({ exit: verdict.jarsignerExit }).toEqual({ exit: answer.exit })
    if (verdict.jarsignerExit !== null)
      expect({ exit: verdict.jarsignerExit, said: answer.output }).toEqual({
        exit: answer.exit,
        said: answer.output,
      })
    if (one.kind === 'lenient')
      expect({ accepted, said: answer.output }).toEqual({ accepted: true, said: answer.output })
  })
})
