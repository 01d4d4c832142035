import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../report/diagnostic.ts'
import { memorySource } from './memory-source.ts'
import { readConnector } from './read-connector.ts'

/** What reading says of a manifest whose second line is this. */
async function problemsOf(element: string): Promise<Diagnostic[]> {
  const manifest = `<connector-plugin class="c">\n${element}\n</connector-plugin>`
  const files = { 'manifest.xml': manifest, 'fields.xml': '<connection-fields/>', 'r/resolver.tdr': '<tdr/>' }
  return (await readConnector(memorySource(files))).problems
}

describe('the path of a reference', () => {
  it.each<[string, string, string, string]>([
    ['a parent folder', '../outside.js', 'reference-outside-connector', 'outside of the connector'],
    [
      'a parent folder on Windows',
      '..\\outside.js',
      'reference-outside-connector',
      'outside of the connector',
    ],
    ['a way out and back', 'r/../fields.xml', 'reference-outside-connector', '(..)'],
    ['an absolute path', '/etc/hostname', 'reference-outside-connector', 'absolute'],
    ['an absolute path on Windows', 'C:\\x.xml', 'reference-outside-connector', 'absolute'],
    ['a network path', '\\\\host\\x.xml', 'reference-outside-connector', 'absolute'],
    ['an address', 'https://example.com/x.xml', 'reference-outside-connector', 'address'],
    ['backslashes', 'r\\resolver.tdr', 'reference-path-invalid', 'backslashes'],
    ['a control character', 'a&#9;.xml', 'reference-path-invalid', 'control'],
    ['an alternate stream', 'fields.xml:x', 'reference-path-invalid', 'Windows'],
    ['the signature', 'meta-inf/MANIFEST.MF', 'reference-path-invalid', 'META-INF'],
    ['digits only', '1', 'reference-path-invalid', 'digits'],
    ['nothing', '', 'referenced-file-missing', 'names no file'],
    ['the folder itself', './', 'referenced-file-missing', 'names no file'],
    ['a folder', 'r', 'referenced-file-missing', 'is a folder'],
    ['no existing file', 'absent.xml', 'referenced-file-missing', 'does not exist'],
    ['another case', 'R/Resolver.tdr', 'referenced-file-missing', 'the connector has r/resolver.tdr'],
  ])('refuses a reference to %s', async (_name, path, rule, message) => {
    const problems = await problemsOf(`  <dialect  file="${path}"/>`)
    expect(problems).toMatchObject([
      {
        rule,
        severity: 'error',
        file: 'manifest.xml',
        line: 2,
        column: 13,
        message: expect.stringContaining(message),
      },
    ])
    expect(problems[0]?.help).toBeTruthy()
  })

  it.each([
    ['fields.xm', 'fields.xml'],
    ['fields.dialog', 'fields.xml'],
    ['dir/fields.xml', 'fields.xml'],
    ['resolver.tdr', 'r/resolver.tdr'],
  ])('suggests for %s what was probably meant', async (path, meant) => {
    expect((await problemsOf(`<dialect file="${path}"/>`))[0]?.help).toBe(`Did you mean ${meant}?`)
  })
})
