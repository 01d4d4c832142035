import { minimalConnector } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import type { XmlFileKind } from '../connector/connector.ts'
import { memorySource } from '../connector/memory-source.ts'
import { readConnector } from '../connector/read-connector.ts'
import type { Diagnostic } from '../report/diagnostic.ts'
import { ruleExamples } from '../rules/examples.ts'
import { exampleFiles } from '../rules/testing/example-files.ts'
import { checkConnector } from './check.ts'
import { checkFile, recogniseFile } from './check-file.ts'
import type { RuleSettings } from './options/options.ts'
import { resolveOptions } from './options/resolve-options.ts'

const bytes = (text: string | undefined): Uint8Array => new TextEncoder().encode(text)
const files = minimalConnector()
const given = { validate: { engine: 'libxml2-wasm' } } as const
const { validate } = resolveOptions(given, {})

describe('checkFile', () => {
  it('names the file, applies the settings and gives its text', async () => {
    const text = files['dialect.tdd']?.replace('class="brook_jdbc"', 'class="other"')
    const connector = { className: 'brook_jdbc', pluginVersion: '1.0.0', superclass: 'jdbc' }
    const file = { path: 'sql/dialect.tdd', bytes: bytes(text), kinds: ['dialect'], connector } as const
    const { report, readSource } = await checkFile(file, validate)
    expect(report).toMatchObject({
      ok: false,
      diagnostics: [{ rule: 'class-consistent', file: 'sql/dialect.tdd', line: 2 }],
    })
    expect(readSource('sql/dialect.tdd')).toBe(text)
    const rules = { 'class-consistent': 'warn' } as const
    expect((await checkFile(file, { ...validate, rules })).report).toMatchObject({ ok: true, warnings: 1 })
    const strict = { ...validate, rules, warningsAsErrors: true }
    expect((await checkFile(file, strict)).report.ok).toBe(false)
    const off = { ...validate, rules: { 'class-consistent': 'off' } } as const
    expect((await checkFile(file, off)).report.diagnostics).toEqual([])
    const unknown = { nonsense: 'off' } as RuleSettings
    await expect(checkFile(file, { ...validate, rules: unknown })).rejects.toMatchObject({
      code: 'usage',
    })
  })

  it('checks a file that has several purposes for each', async () => {
    const kinds = ['dialect', 'connection-fields'] as const
    const { report } = await checkFile({ path: 'a.xml', bytes: bytes(files['dialect.tdd']), kinds }, validate)
    expect(report.diagnostics.map(({ rule }) => rule)).toContain('schema-invalid')
  })

  it('shows untrusted files to the sandboxed engine only', async () => {
    const file = { path: 'dialect.tdd', bytes: bytes(files['dialect.tdd']), kinds: ['dialect'] } as const
    const native = { ...validate, engine: 'libxmljs2' } as const
    expect((await checkFile(file, native)).engine).toBe('libxmljs2')
    expect((await checkFile({ ...file, isUntrusted: true }, native)).engine).toBe('libxml2-wasm')
  })

  // What is found in a file by itself is found in the connector too: a file that lacks nothing is never blamed for what
  // the others would have told.
  it.each(ruleExamples.filter(({ context }) => !context.outside && context.profile === undefined))(
    'finds nothing in a file that the whole connector does not show: $rule',
    async (example) => {
      for (const snippet of [example.wrong, example.right]) {
        const source = memorySource(exampleFiles(example, snippet))
        const { report } = await checkConnector(given, { source, environment: {} })
        const known = new Set(report.diagnostics.map(key))
        const connector = await readConnector(source)
        for (const { path, kind, bytes: content } of connector.files) {
          if (kind === 'script') continue
          const single = await checkFile({ path, bytes: content, kinds: [kind], connector }, validate)
          expect(single.report.diagnostics.filter((finding) => !known.has(key(finding)))).toEqual([])
        }
      }
    },
  )
})

function key({ rule, severity, file, line, column }: Diagnostic): string {
  return JSON.stringify([rule, severity, file, line, column])
}

describe('recogniseFile', () => {
  it.each([
    ['<connector-plugin/>', 'manifest'],
    ['<connection-fields/>', 'connection-fields'],
    ['<connection-metadata/>', 'connection-metadata'],
    ['<connection-dialog/>', 'connection-dialog'],
    ['<?xml version="1.0"?>\n<!-- x --><tdr/>', 'connection-resolver'],
    ['<dialect/>', 'dialect'],
    ['\uFEFF<pluginOAuthConfig/>', 'oauth-config'],
    ['<resources/>', 'resource'],
  ] as [string, XmlFileKind][])('takes %s for a %s', (text, kind) => {
    expect(recogniseFile(bytes(text)).kind).toBe(kind)
  })

  it('knows no other files', () => {
    expect(recogniseFile(bytes('<project/>'))).toEqual({ root: 'project', kind: undefined })
    expect(recogniseFile(bytes('<constructor/>')).kind).toBeUndefined()
    expect(recogniseFile(bytes('{"a": 1}'))).toEqual({ root: undefined, kind: undefined })
    expect(recogniseFile(bytes('<dialect>'))).toEqual({ root: undefined, kind: undefined })
  })
})
