import { within } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../report/diagnostic.ts'
import type { Connector } from './connector.ts'
import { memorySource } from './memory-source.ts'
import { readConnector } from './read-connector.ts'
import { maximumXmlParts } from './xml-parsing.ts'

const files = {
  'manifest.xml': [
    '<connector-plugin class="acme" superclass="jdbc" plugin-version="1.0.0" name="@string/name/">',
    '  <connection-fields file="fields.xml"/>',
    '  <connection-resolver file="./r//resolver.tdr"/>',
    '  <dialect file="dialect.tdd"/>',
    '  <oauth-config file="null_config"/>',
    '</connector-plugin>',
  ].join('\n'),
  'fields.xml': '<connection-fields/>',
  'dialect.tdd': '<dialect/>',
  'r/resolver.tdr': [
    '<tdr><connection-resolver>',
    '  <connection-builder><script file="b.js"/></connection-builder>',
    '  <connection-properties><script file="p.js"/></connection-properties>',
    '</connection-resolver></tdr>',
  ].join('\n'),
  'b.js': '(function dsbuilder(attr) { return [] })',
  'p.js': '(function props(attr) { return {} })',
  'unused.js': '',
  'resources-de_DE.xml': '<localised-data/>',
  'resources-en_US.xml': '<localised-data/>',
  'resources-xx_XX.xml': '<localised-data/>',
}

function read(contents: Record<string, string | Uint8Array>): Promise<Connector> {
  return readConnector(memorySource(contents))
}

/** Reads a manifest with these elements, beside the files of the sample. */
async function problemsOf(elements: string, more: Record<string, string> = {}): Promise<Diagnostic[]> {
  const manifest = `<connector-plugin class="c">\n${elements}\n</connector-plugin>`
  return (await read({ ...files, ...more, 'manifest.xml': manifest })).problems
}

describe('readConnector with an earlier reading', () => {
  it('parses again what has changed, and only that', async () => {
    const earlier = await read(files)
    const changed = {
      ...files,
      'fields.xml': '<connection-fields></connection-fields>',
      'dialect.tdd': '<dialect',
    }
    const connector = await readConnector(memorySource(changed), earlier)
    const isReused = Object.fromEntries(
      connector.files
        .filter(({ kind }) => kind !== 'script')
        .map(({ path, document }) => [
          path,
          document !== undefined && earlier.files.some((file) => file.document === document),
        ]),
    )
    expect(isReused).toMatchObject({ 'manifest.xml': true, 'fields.xml': false, 'dialect.tdd': false })
    expect(connector.problems.map(({ rule, file }) => [rule, file])).toEqual([
      ['xml-not-well-formed', 'dialect.tdd'],
    ])
    expect((await readConnector(memorySource(changed), connector)).problems).toEqual(connector.problems)
  })
})

describe('readConnector', () => {
  it('lists the manifest, the references depth first, then the resource files', async () => {
    const connector = await read(files)
    expect(connector.problems).toEqual([])
    expect(connector.files.map(({ path, kind }) => `${kind} ${path}`)).toEqual([
      'manifest manifest.xml',
      'connection-fields fields.xml',
      'connection-resolver r/resolver.tdr',
      'script b.js',
      'script p.js',
      'dialect dialect.tdd',
      'resource resources-en_US.xml',
      'resource resources-de_DE.xml',
    ])
    expect(connector).toMatchObject({ className: 'acme', superclass: 'jdbc', pluginVersion: '1.0.0' })
  })

  it('tells who refers to what, from where, and which script has which role', async () => {
    const { references, scripts } = await read(files)
    expect(
      references.map(({ from, kind, path, attribute }) => [from, kind, path, attribute.start.line]),
    ).toEqual([
      ['manifest.xml', 'connection-fields', 'fields.xml', 2],
      ['manifest.xml', 'connection-resolver', 'r/resolver.tdr', 3],
      ['manifest.xml', 'dialect', 'dialect.tdd', 4],
      ['r/resolver.tdr', 'script', 'b.js', 2],
      ['r/resolver.tdr', 'script', 'p.js', 3],
    ])
    expect(scripts.map(({ role, reference }) => [role, reference.path])).toEqual([
      ['connection-builder', 'b.js'],
      ['connection-properties', 'p.js'],
    ])
  })

  it('leaves resource files out where no attribute uses a string of theirs', async () => {
    const manifest = files['manifest.xml'].replace('@string/name/', 'name @string/name/')
    const { files: read_ } = await read({
      ...files,
      'manifest.xml': manifest,
      'fields.xml': '<a>@string/b/</a>',
    })
    expect(read_.filter(({ kind }) => kind === 'resource')).toEqual([])
  })

  it('finds strings of resource files in any file', async () => {
    const manifest = files['manifest.xml'].replace('@string/name/', 'name')
    const { files: read_ } = await read({
      ...files,
      'manifest.xml': manifest,
      'fields.xml': '<a><b c="@string/d/"/></a>',
    })
    expect(read_.filter(({ kind }) => kind === 'resource')).toHaveLength(2)
  })

  it('takes the kind of a file from the element that refers to it, whatever its extension', async () => {
    const manifest = '<connector-plugin><dialect file="dialect.TXT"/></connector-plugin>'
    const connector = await read({ 'manifest.xml': manifest, 'dialect.TXT': '<dialect/>' })
    expect(connector.files[1]).toMatchObject({ kind: 'dialect', document: { root: { name: 'dialect' } } })
  })

  it('leaves a file attribute in other places to the schema', async () => {
    const elements = '<vendor-information file="a"><dialect file="b"/></vendor-information><script file="c"/>'
    expect(await problemsOf(elements)).toEqual([])
    expect(
      await problemsOf('<connection-resolver file="r"/>', {
        r: '<tdr><script file="a"/><attr file="b"/></tdr>',
      }),
    ).toEqual([])
  })

  it('tells of references without a file', async () => {
    expect(
      await problemsOf('<oauth-config/>\n<dialect/>\n<connection-resolver file="r"/>', {
        r: '<tdr><connection-resolver><connection-builder><script/></connection-builder></connection-resolver></tdr>',
      }),
    ).toMatchObject([
      { rule: 'oauth-config-without-file', severity: 'error', line: 2, column: 1 },
      { rule: 'reference-without-file', severity: 'warning', line: 3 },
      { rule: 'reference-without-file', severity: 'warning', file: 'r', line: 1, column: 47 },
    ])
  })

  it('tells of all problems at once', async () => {
    const { problems, files: readFiles } = await read({
      'manifest.xml':
        '<connector-plugin>\n<connection-fields file="absent.xml"/>\n<connection-resolver file="bad.tdr"/>\n' +
        '<dialect file="../d"/>\n<oauth-config file="big.xml"/></connector-plugin>',
      'bad.tdr': '<tdr>\n<a></b></tdr>',
      'big.xml': `<a>${' '.repeat(256 * 1024)}</a>`,
    })
    expect(problems.map(({ rule, file, line }) => [rule, file, line])).toEqual([
      ['reference-outside-connector', 'manifest.xml', 4],
      ['referenced-file-missing', 'manifest.xml', 2],
      ['xml-not-well-formed', 'bad.tdr', 2],
      ['xml-file-too-large', 'big.xml', undefined],
    ])
    expect(readFiles.map(({ path, document }) => [path, document !== undefined])).toEqual([
      ['manifest.xml', true],
      ['bad.tdr', false],
      ['big.xml', true],
    ])
  })

  it('knows the size limits to the byte', async () => {
    const xml = (size: number): string => `<a>${' '.repeat(size - 7)}</a>`
    const rulesFor = async (dialect: string, script: string): Promise<string[]> => {
      const elements = '<dialect file="d"/><connection-resolver file="r/resolver.tdr"/>'
      return (await problemsOf(elements, { d: dialect, 'b.js': script })).map(({ rule }) => rule)
    }
    expect(await rulesFor(xml(262_144), 'x'.repeat(3 * 1024 * 1024 - 1))).toEqual([])
    expect(await rulesFor(xml(262_145), '')).toEqual(['xml-file-too-large'])
    expect(await rulesFor(xml(4_000_000), '')).toEqual(['xml-file-too-large'])
    expect(await rulesFor('<a/>', 'x'.repeat(3 * 1024 * 1024))).toEqual(['taco-file-size'])
  })

  it.each([
    [{ 'a.xml': '' }, 'A connector needs a manifest.xml in its top folder.'],
    [{ 'Manifest.xml': '' }, 'Rename Manifest.xml to manifest.xml.'],
    [{ 'connector/manifest.xml': '' }, 'There is a connector/manifest.xml: name that folder instead.'],
  ])('tells of a missing manifest in %j', async (contents, help) => {
    const connector = await read(contents)
    expect(connector.problems).toMatchObject([{ rule: 'manifest-missing', severity: 'error', help }])
    expect(connector.files).toEqual([])
  })

  it('reads a file once for each kind and tells of the repetition', async () => {
    const elements = '<dialect file="d.xml"/><oauth-config file="./d.xml"/><oauth-config file="d.xml"/>'
    const manifest = `<connector-plugin>${elements}</connector-plugin>`
    const connector = await read({ 'manifest.xml': manifest, 'd.xml': '<dialect/>' })
    expect(connector.files.map(({ path, kind }) => `${kind} ${path}`)).toEqual([
      'manifest manifest.xml',
      'dialect d.xml',
      'oauth-config d.xml',
    ])
    expect(connector.problems.map(({ rule, severity }) => [rule, severity])).toEqual([
      ['reference-repeated', 'warning'],
      ['reference-repeated', 'warning'],
    ])
  })

  it('ends where files refer to themselves', async () => {
    const self =
      '<connector-plugin><connection-resolver file="manifest.xml"/><connection-builder><script file="manifest.xml"/></connection-builder></connector-plugin>'
    const connector = await read({ 'manifest.xml': self })
    expect(connector.files.map(({ kind }) => kind)).toEqual(['manifest', 'connection-resolver', 'script'])
  })

  it('reads a thousand references', async () => {
    const names = Array.from({ length: 1000 }, (_, index) => `o${index}.xml`)
    const manifest = `<connector-plugin>${names.map((name) => `<oauth-config file="${name}"/>`).join('')}</connector-plugin>`
    const connector = await read({
      'manifest.xml': manifest,
      ...Object.fromEntries(names.map((name) => [name, '<o/>'])),
    })
    expect(connector.files).toHaveLength(1001)
  })

  it(
    'survives a manifest full of references to nothing',
    within(30_000, async () => {
      const count = maximumXmlParts / 2 - 1
      const manifest = `<connector-plugin>${'<dialect file="x"/>'.repeat(count)}</connector-plugin>`
      // One more says that the file is larger than Tableau takes.
      expect((await read({ 'manifest.xml': manifest })).problems).toHaveLength(count + 1)
    }),
  )

  const hostile = (elements: string, files: Record<string, string>) =>
    read({ 'manifest.xml': `<connector-plugin>${elements}</connector-plugin>`, ...files })
  const named = (names: readonly string[], content: string) =>
    [
      names.map((name) => `<oauth-config file="${name}"/>`).join(''),
      Object.fromEntries(names.map((name) => [name, content])),
    ] as const
  const numbered = (count: number) => Array.from({ length: count }, (_, index) => `o${index}.xml`)

  it.each([
    ['files', named(numbered(2000), '<o/>'), 'more than 1024 files'],
    ['bytes', named(numbered(40), `<o>${' '.repeat(250_000)}</o>`), 'files of more than 6 MB in all'],
    ['elements', named(numbered(40), `<o>${'<a/>'.repeat(20_000)}</o>`), 'more than 40000 XML elements'],
  ] as const)(
    'stops at a connector of too many %s, and says so once',
    within(10_000, async (_kind, [elements, files], message) => {
      const { problems } = await hostile(elements, files)
      expect(problems).toMatchObject([{ rule: 'connector-too-large', file: 'manifest.xml' }])
      expect(problems[0]?.message).toContain(message)
    }),
  )

  it('stops at too many scripts', async () => {
    const scripts = numbered(30).map(
      (name) => `<connection-builder><script file="${name}"/></connection-builder>`,
    )
    const { problems, files } = await hostile('<connection-resolver file="r"/>', {
      r: `<tdr><connection-resolver>${scripts.join('')}</connection-resolver></tdr>`,
      ...named(numbered(30), 'x')[1],
    })
    expect(problems.map(({ rule }) => rule)).toEqual(['connector-too-large'])
    expect(files.filter(({ kind }) => kind === 'script')).toHaveLength(4)
  })

  it(
    'finds what was meant instead of each of thousands of missing files among thousands',
    within(10_000, async () => {
      const names = numbered(7000)
      const { problems } = await hostile(
        named(names, '')[0],
        named(
          names.map((name) => `O/${name}`),
          'x',
        )[1],
      )
      expect(problems).toHaveLength(7000)
      expect(problems.at(-1)?.help).toBe('Did you mean O/o6999.xml?')
      const others = await hostile(
        named(names, '')[0],
        named(
          names.map((name) => `p${name}p`),
          'x',
        )[1],
      )
      expect(others.problems[0]?.help).toContain('po0.xmlp')
      expect(others.problems.at(-1)?.help).toBe('Add the file or correct the name.')
    }),
  )

  it('tells of names that are one file on other systems', async () => {
    const problems = await problemsOf(
      '<dialect file="D\u00E9.xml"/>\n<oauth-config file="d\u0065\u0301.xml"/>',
      {
        'D\u00E9.xml': '<a/>',
        'de\u0301.xml': '<a/>',
      },
    )
    expect(problems).toMatchObject([
      { rule: 'reference-case-conflict', severity: 'error', file: 'manifest.xml', line: 3 },
    ])
  })
})
