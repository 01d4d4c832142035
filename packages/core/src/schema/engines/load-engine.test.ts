import { Worker } from 'node:worker_threads'
import { build } from 'esbuild'
import { diag } from 'libxml2-wasm'
import { describe, expect, it } from 'vitest'
import type { EngineChoice } from '../../build/options/options.ts'
import { embeddedSchemas } from '../xsd/embedded.ts'
import { loadLibxmljs2 } from './libxmljs2.ts'
import { loadEngine } from './load-engine.ts'

const document = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('loadEngine', () => {
  it('takes libxmljs2 where it loads, else libxml2-wasm', async () => {
    const expected = 'engine' in loadLibxmljs2() ? 'libxmljs2' : 'libxml2-wasm'
    expect((await loadEngine('auto')).name).toBe(expected)
    expect((await loadEngine('libxml2-wasm')).name).toBe('libxml2-wasm')
  })

  it('gives the same engine every time', async () => {
    expect(await loadEngine('auto')).toBe(await loadEngine('auto'))
  })

  it('refuses an engine it does not know', async () => {
    await expect(loadEngine('xerces' as EngineChoice)).rejects.toMatchObject({ code: 'usage' })
  })

  it('refuses a schema that is none', async () => {
    for (const choice of ['auto', 'libxml2-wasm'] as const) {
      const engine = await loadEngine(choice)
      expect(() => engine.validate('<no-schema/>', document('<a/>'))).toThrow(
        expect.objectContaining({ code: 'environment' }),
      )
    }
  })

  it('tells message and line', async () => {
    const engine = await loadEngine('libxml2-wasm')
    const [finding, ...others] = engine.validate(
      embeddedSchemas.resource,
      document('<resources>\n<string/></resources>'),
    )
    expect(finding).toMatchObject({
      line: 2,
      message: "Element 'string': The attribute 'name' is required but missing.",
    })
    expect(others).toEqual([])
  })

  it('disposes of every document, valid or not', async () => {
    const engine = await loadEngine('libxml2-wasm')
    engine.validate(embeddedSchemas.resource, document('<resources/>'))
    diag.configure({ enabled: true })
    for (const text of ['<resources/>', '<resources><x/></resources>', '<resources>']) {
      engine.validate(embeddedSchemas.resource, document(text))
    }
    const report = diag.report()
    diag.configure({ enabled: false })
    expect(report).toEqual({})
  })

  it('does not load libxmljs2 in a worker thread', async () => {
    const entry = `import { loadLibxmljs2 } from './libxmljs2.ts'
      import { parentPort } from 'node:worker_threads'
      parentPort.postMessage(loadLibxmljs2())`
    const { outputFiles } = await build({
      stdin: { contents: entry, resolveDir: import.meta.dirname },
      bundle: true,
      format: 'esm',
      platform: 'node',
      write: false,
    })
    const worker = new Worker(
      new URL(`data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? '')}`),
    )
    const message = await new Promise((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
    })
    expect(message).toEqual({ unavailable: expect.stringContaining('worker thread') })
  })
})
