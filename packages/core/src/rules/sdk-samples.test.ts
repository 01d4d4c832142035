import { describe, expect, it } from 'vitest'
import { checkConnector } from '../build/check.ts'
import { documentationPage } from '../connector/documentation.ts'
import { memorySource } from '../connector/memory-source.ts'
import type { Diagnostic } from '../report/diagnostic.ts'
import { exampleFiles } from './testing/example-files.ts'
import { type Changes, sampleCustoms, sampleFaults } from './testing/sdk-samples.ts'

async function findingsIn(changes: Changes): Promise<Diagnostic[]> {
  const files = exampleFiles(
    { file: 'README.txt', context: { changes }, why: '', wrong: '', right: '' },
    'not part of the connector',
  )
  const { report } = await checkConnector({}, { source: memorySource(files), environment: {} })
  return report.diagnostics
}

const isFault = ({ severity }: Diagnostic): boolean => severity !== 'info'

const namesOf = (findings: readonly Diagnostic[]): string[] => [...new Set(findings.map(({ rule }) => rule))]

describe('the samples of the SDK', () => {
  it('are like a connector in which nothing is to be found', async () => {
    expect(await findingsIn({})).toEqual([])
  })

  it.each(sampleFaults)('break the documentation: $samples, $rule', async (fault) => {
    const found = (await findingsIn(fault.changes)).filter(isFault)
    expect(namesOf(found).sort()).toEqual([fault.rule, ...(fault.alongside ?? [])].sort())
    const [own] = found.filter(({ rule }) => rule === fault.rule)
    if (fault.packager !== 'fails') expect(own?.severity).toBe('warning')
    expect(own?.url).toBe(fault.rule === 'schema-invalid' ? undefined : documentationPage(fault.page))
  })

  it.each(sampleCustoms)('may have %s', async (_, changes, notes) => {
    const found = await findingsIn(changes)
    expect(found.filter(isFault)).toEqual([])
    expect(namesOf(found).sort()).toEqual([...notes].sort())
  })
})
