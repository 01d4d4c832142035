import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createReport } from '@tacosmith/core/adapter'
import { within } from '@tacosmith/test-kit'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ActionResult } from './action-result.ts'
import { writeJobSummary } from './job-summary.ts'

let folder: string
const page = () => join(folder, 'summary.md')

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'summary-'))
  await writeFile(page(), '')
  vi.stubEnv('GITHUB_STEP_SUMMARY', page())
})

afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

const evil = '\u001B[2J\u202E\u200B</td></pre><script>x</script>\r\n\r\n# title\n\n[link](http://x)'

it(
  'shows what strangers wrote, and is made by none of it',
  within(10_000, async () => {
    const finding = { rule: 'r', severity: 'error', message: evil, file: evil, line: 1, help: evil } as const
    const change = { kind: 'changed', review: 'C', subject: evil, property: evil, reason: evil } as const
    const entries = Array.from({ length: 20_000 }, (_, index) => ({ name: `${index}${evil}`, size: 1 }))
    const result = {
      tag: evil,
      report: createReport([finding]),
      readSource: () => evil,
      taco: { name: evil, class: evil, version: evil, sha256: evil, minTableauVersion: evil, entries },
      diff: { changes: [change], lostConnections: [{ message: evil }], review: 'C' },
      verdict: { status: evil, signers: [{ subject: evil, issuer: evil, notBefore: evil, notAfter: evil }] },
    }
    await writeJobSummary(result as unknown as ActionResult, evil)
    const text = await readFile(page(), 'utf8')
    expect(text).toContain('&lt;script&gt;')
    expect(text).not.toMatch(/<script|[^\P{C}\n]/u)
    expect(text).not.toMatch(/^\s*(# title|\[link\])/m)
    expect(text.length).toBeLessThan(1024 * 1024)
  }),
)
