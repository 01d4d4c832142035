import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import type { XmlFileKind } from '../connector/connector.ts'
import { validateFile } from './validate-file.ts'

const files = minimalConnector()
const bytes = (text: string | undefined): Uint8Array => new TextEncoder().encode(text)

describe('validateFile', () => {
  it.each([
    ['manifest', 'manifest.xml'],
    ['connection-fields', 'connection-fields.xml'],
    ['connection-resolver', 'connection-resolver.tdr'],
    ['dialect', 'dialect.tdd'],
  ] as [XmlFileKind, string][])('finds nothing in a valid %s', async (kind, path) => {
    expect(await validateFile(kind, bytes(files[path]))).toEqual([])
  })

  it('applies the rules that a single file can break', async () => {
    const manifest = replaceIn(files['manifest.xml'], 'https://brook.example/support', 'http://brook.example')
    expect(await validateFile('manifest', bytes(manifest))).toEqual([
      {
        rule: 'https-only',
        severity: 'error',
        message: 'the link "http://brook.example" on <support-link> does not start with https://',
        line: 5,
        column: 19,
        help: 'Write an address that starts with https://.',
        url: 'https://tableau.github.io/connector-plugin-sdk/docs/connection-dialog',
      },
    ])
    expect(await validateFile('manifest', bytes(manifest), { schemaOnly: true })).toEqual([])
  })

  it('leaves out rules that need the other files', async () => {
    const manifest = replaceIn(files['manifest.xml'], 'name="Brook"', 'name="@string/name/"')
    expect(await validateFile('manifest', bytes(manifest))).toEqual([])
  })

  it('tells schema violations and broken rules together', async () => {
    const server = '<field name="server" label="Host" category="endpoint" value-type="string"/>'
    const text = `<connection-fields>${server}<field name="v-token" value-type="string"/></connection-fields>`
    const found = await validateFile('connection-fields', bytes(text))
    expect(found.map(({ rule }) => rule)).toEqual([
      'authentication-field-required',
      'schema-invalid',
      'vendor-defined-fields',
      'field-name-prohibited-word',
    ])
  })

  it('refuses an unknown kind', async () => {
    await expect(validateFile('script' as XmlFileKind, bytes('<a/>'))).rejects.toMatchObject({
      code: 'usage',
    })
  })
})
