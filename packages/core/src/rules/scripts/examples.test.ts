import { minimalConnector } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import { buildTaco } from '../../build/build.ts'
import { memorySource } from '../../connector/memory-source.ts'
import { finishScript } from '../../scripts/bundle/finish-script.ts'
import { bundleVariable } from '../../scripts/bundle/wrap-script.ts'
import { example as scriptExport } from './script-export.ts'
import { example as scriptNotBuilt } from './script-not-built.ts'

describe('examples that a folder alone does not show', () => {
  it('script-export', async () => {
    const { wrong, right, file } = scriptExport()
    const plan = { role: 'connection-builder', path: 'a.js', sourcePath: file } as const
    const rulesOf = async (source: string) => {
      const bundle = source.replace('export default', `${bundleVariable} =`)
      return (await finishScript(plan, bundle, { target: 'es2016', check: true })).findings.map(
        ({ rule }) => rule,
      )
    }
    expect(await rulesOf(wrong)).toEqual(['script-export'])
    expect(await rulesOf(right)).toEqual([])
  })

  it('script-not-built', async () => {
    const { wrong, right, file } = scriptNotBuilt()
    const rulesOf = async (script: string) => {
      const source = memorySource(minimalConnector({ [file]: script }))
      const { report } = await buildTaco(
        { validate: { engine: 'libxml2-wasm' } },
        { source, write: false, environment: {} },
      )
      return report.diagnostics.map(({ rule }) => rule)
    }
    expect(await rulesOf(wrong)).toEqual(['script-not-built'])
    expect(await rulesOf(right)).toEqual([])
  })
})
