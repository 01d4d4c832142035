import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ruleDescriptions } from '../rules/all-rules.ts'

/** A build, `sign` and `verify` find these. */
const signingRules = ruleDescriptions.filter(({ id }) => /^taco-(?!file-size$)/.test(id))

const source = join(import.meta.dirname, '..')

/** The ids of findings that the code can make, by the files that make them. */
async function emitted(): Promise<Map<string, string>> {
  const folders = ['sign', 'verify', 'keys', 'format/cms', 'format/tsp', 'format/x509']
  const files = [
    'build/sign-step.ts',
    ...(await Promise.all(
      folders.map(async (folder) => (await readdir(join(source, folder))).map((name) => join(folder, name))),
    )),
  ]
    .flat()
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  const found = new Map<string, string>()
  for (const file of files) {
    for (const [, id = ''] of (await readFile(join(source, file), 'utf8')).matchAll(
      /['"`](taco-[a-z0-9-]+)['"`]/g,
    )) {
      found.set(id, file)
    }
  }
  return found
}

test('every finding of sign and verify is described, and nothing else is', async () => {
  const found = await emitted()
  expect(found.size).toBeGreaterThan(25)
  const described = signingRules.map(({ id }) => id)
  expect([...found.keys()].sort()).toEqual([...described].sort())
  expect(new Set(described).size).toBe(described.length)
})

test('a description tells what is asked for and what to do, in sentences', () => {
  for (const { id, summary, help, url } of signingRules) {
    expect([id, summary]).toEqual([id, expect.stringMatching(/^[A-Z.][^\n]+\.$/)])
    expect([id, help]).toEqual([id, expect.stringMatching(/^[A-Z][^\n]+[.]$/)])
    expect(url).toMatch(/^https:\/\//)
  }
})
