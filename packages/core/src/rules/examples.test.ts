import { describe, expect, it } from 'vitest'
import { checkConnector } from '../build/check.ts'
import { memorySource } from '../connector/memory-source.ts'
import type { Diagnostic } from '../report/diagnostic.ts'
import { ruleDescriptions } from './all-rules.ts'
import { ruleExamples } from './examples.ts'
import type { NamedExample } from './rule-example.ts'
import { exampleFiles } from './testing/example-files.ts'
import { validateFile } from './validate-file.ts'

/** Rules whose findings come from a packaged file or a bundler, so that no folder can show them. */
const notOfAFolder = new Set(
  ruleDescriptions
    .filter(({ id }) => /^(taco-(?!file-size)|script-export$|script-not-built$)/.test(id))
    .map(({ id }) => id),
)

async function findingsOf(example: NamedExample, snippet: string): Promise<readonly Diagnostic[]> {
  const profile = example.context.profile ?? 'default'
  if (example.context.outside) {
    const bytes = new TextEncoder().encode(exampleFiles(example, snippet)[example.file])
    return await validateFile('oauth-config', bytes, { engine: 'libxml2-wasm', profile, external: true })
  }
  const validate = { engine: 'libxml2-wasm', profile } as const
  const source = memorySource(exampleFiles(example, snippet))
  const { report } = await checkConnector({ validate }, { source, environment: {} })
  return report.diagnostics
}

describe('the examples of the rules', () => {
  it('are there once for each rule that a folder can break', () => {
    const ofPackages = /^taco-(?!file-size$)|^eps-not-packaged$/
    const wanted = ruleDescriptions.map(({ id }) => id).filter((id) => !ofPackages.test(id))
    expect(ruleExamples.map(({ rule }) => rule).sort()).toEqual([...new Set(wanted)].sort())
  })

  describe.each(ruleExamples.filter(({ rule }) => !notOfAFolder.has(rule)))('$rule', (example) => {
    it('finds the wrong one, in its place and nothing else', async () => {
      const found = await findingsOf(example, example.wrong)
      const own = found.filter(({ rule }) => rule === example.rule)
      const place = example.context.foundIn ?? example.file
      expect(own).not.toEqual([])
      expect(own.some(({ file }) => file === undefined || file === place)).toBe(true)
      const others = found.filter(({ rule, severity }) => rule !== example.rule && severity !== 'info')
      const { alongside = [], throughout = [] } = example.context
      expect(new Set(others.map(({ rule }) => rule))).toEqual(new Set([...alongside, ...throughout]))
    })

    it('has nothing against the right one', async () => {
      const found = await findingsOf(example, example.right)
      const faults = found.filter(({ severity }) => severity !== 'info')
      expect(new Set(faults.map(({ rule }) => rule))).toEqual(new Set(example.context.throughout))
      expect(found.filter(({ rule }) => rule === example.rule)).toEqual([])
    })
  })
})
