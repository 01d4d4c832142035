import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { checkConnector } from '../../build/check.ts'
import { folderSource } from '../../connector/index.ts'
import { memorySource } from '../../connector/memory-source.ts'
import type { ConnectorSource } from '../../connector/source.ts'
import type { Report } from '../../report/diagnostic.ts'
import { ruleExamples } from '../../rules/examples.ts'
import { exampleFiles } from '../../rules/testing/example-files.ts'
import { loadLibxmljs2 } from './libxmljs2.ts'

const native = loadLibxmljs2()
const isMissing = 'unavailable' in native
if (isMissing) {
  if (process.env.CI) throw new Error(`libxmljs2 must load in continuous integration: ${native.unavailable}`)
  process.emitWarning(`The XML engines are not compared: libxmljs2 is not available, ${native.unavailable}`)
}

async function reportOf(source: ConnectorSource, engine: 'libxmljs2' | 'libxml2-wasm'): Promise<Report> {
  const checked = await checkConnector({ validate: { engine } }, { source, environment: {} })
  expect(checked.engine).toBe(engine)
  return checked.report
}

async function expectEqualReports(source: ConnectorSource): Promise<void> {
  expect(await reportOf(source, 'libxmljs2')).toEqual(await reportOf(source, 'libxml2-wasm'))
}

const examplesFolder = fileURLToPath(new URL('../../../../../examples/', import.meta.url))
const exampleProjects = await readdir(examplesFolder)

describe.skipIf(isMissing)('libxmljs2 and libxml2-wasm give the same report', () => {
  it.each(ruleExamples)('on the examples of $rule', async (example) => {
    for (const snippet of [example.wrong, example.right])
      await expectEqualReports(memorySource(exampleFiles(example, snippet)))
  })

  it.each(exampleProjects)('on the example project %s', async (name) => {
    await expectEqualReports(folderSource(`${examplesFolder}${name}/connector`))
  })

  it.each([
    ['is empty', ''],
    ['is cut off', '<connector-plugin class="a"'],
    ['has two roots', '<a/><b/>'],
    ['has an entity', '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'],
    ['has a wrong encoding', '<?xml version="1.0" encoding="nonsense"?><a/>'],
    ['has an unknown element in each place', '<connector-plugin><x/><y/></connector-plugin>'],
  ])('on a manifest that %s', async (_how, manifest) => {
    await expectEqualReports(memorySource({ 'manifest.xml': manifest }))
  })
})
