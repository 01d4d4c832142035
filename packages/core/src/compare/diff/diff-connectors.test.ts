import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import { memorySource, readConnector } from '../../connector/index.ts'
import type { ComparedConnector, ConnectorDiff } from './connector-diff.ts'
import { diffConnectors } from './diff-connectors.ts'
import { reachesReview } from './review.ts'

const base = minimalConnector()

async function compared(files: Record<string, string>): Promise<ComparedConnector> {
  return { connector: await readConnector(memorySource(files)) }
}

async function diff(old: Record<string, string>, updated: Record<string, string>): Promise<ConnectorDiff> {
  return diffConnectors(await compared(old), await compared(updated))
}

/** The connector with parts of files replaced, and with a higher version. */
function edited(...edits: [file: string, part: string, replacement: string][]): Record<string, string> {
  const files: Record<string, string> = { ...base, 'manifest.xml': raised(base['manifest.xml']) }
  for (const [file, part, replacement] of edits) files[file] = replaceIn(files[file], part, replacement)
  return files
}

function raised(manifest: string | undefined): string {
  return replaceIn(manifest, 'plugin-version="1.0.0"', 'plugin-version="1.1.0"')
}

const fields = 'connection-fields.xml'
const manifest = 'manifest.xml'
const dialect = 'dialect.tdd'
const byHand = ['manual-tests', 'developer-review']

describe('diffConnectors', () => {
  it('finds nothing between a connector and itself', async () => {
    const identity = { class: 'brook_jdbc', version: '1.0.0' }
    expect(await diff(base, base)).toEqual({
      ...{
        old: identity,
        new: identity,
        review: 'none',
        materials: [],
        changes: [],
        lostConnections: [],
        notCompared: [],
      },
    })
  })

  it('finds nothing where only formatting, comments and the order of attributes differ', async () => {
    const loose = Object.fromEntries(
      Object.entries(base).map(([path, text]) => [
        path,
        path.endsWith('.js')
          ? `// a comment\n${text.replaceAll('\n', '\r\n').replaceAll("'", '"')};`
          : text
              .replace('?>\n', '?>\n<!-- a comment -->\n\n')
              .replace('label="Host" category="endpoint"', 'category="endpoint"\n  label="Host"')
              .replace('secure="true"', 'secure="1" optional="false" editable="true"'),
      ]),
    )
    expect((await diff(base, loose)).changes).toEqual([])
  })

  it('forbids another class, and asks for nothing then', async () => {
    const other = Object.fromEntries(
      Object.entries(base).map(([path, text]) => [path, text.replaceAll('"brook_jdbc"', '"river_jdbc"')]),
    )
    expect(await diff(base, other)).toMatchObject({
      review: 'forbidden',
      materials: [],
      changes: [{ review: 'forbidden', property: 'class', before: 'brook_jdbc', after: 'river_jdbc' }],
    })
  })

  it('asks for proof of the signature and a recording with every update', async () => {
    const { review, materials } = await diff(base, edited([manifest, 'name="Brook"', 'name="River"']))
    expect(review).toBe('A')
    expect(materials.map(({ id }) => id)).toEqual(['recording', 'signature-proof'])
  })

  it('adds up what the changes need', async () => {
    const { review, materials, changes } = await diff(
      base,
      edited(
        [manifest, 'https://brook.example/support', 'https://brook.example/help'],
        [dialect, 'CODEPOINT(%1)', 'ASCII(%1)'],
        [fields, 'label="Host"', 'label="Server"'],
      ),
    )
    expect(review).toBe('B')
    expect(materials.map(({ id }) => id)).toEqual([
      ...['recording', 'signature-proof', 'reachable-links', 'tdvt-results', 'developer-review'],
    ])
    expect(changes.map((change) => change.review)).toEqual(['B', 'A', 'A', 'A'])
  })

  it('demands a higher version, compared number by number', async () => {
    const at = (version: string, name = 'Brook'): Record<string, string> => ({
      ...base,
      'manifest.xml': replaceIn(
        base['manifest.xml'],
        'plugin-version="1.0.0"',
        `plugin-version="${version}"`,
      ).replace('name="Brook"', `name="${name}"`),
    })
    const reviewOf = async (old: string, updated: string): Promise<string> =>
      (await diff(at(old), at(updated, 'River'))).review
    expect(await reviewOf('1.9.0', '1.10.0')).toBe('A')
    expect(await reviewOf('1.10.0', '1.9.0')).toBe('C')
    expect(await reviewOf('1.0', '1.0.0')).toBe('C')
    expect(await reviewOf('1.0.0', '1.0.0')).toBe('C')
    expect((await diff(at('1.0.0'), at('1.1.0'))).review).toBe('A')
  })

  it('leaves a declared minimum version out that only says what holds anyway', async () => {
    const stamped = edited([manifest, ' version="18.1"', ' version="18.1" min-version-tableau="2020.3"'])
    expect((await diff(base, stamped)).changes).toHaveLength(1)
  })

  it('tells of a file with another name and of what has changed in it', async () => {
    const moved = edited([manifest, 'dialect.tdd', 'sql/brook.tdd'])
    moved['sql/brook.tdd'] = replaceIn(moved[dialect], '%1', '%1 ')
    delete moved[dialect]
    const { changes } = await diff(base, moved)
    expect(changes.map(({ subject, before, after, review }) => [subject, before, after, review])).toEqual([
      ['function ASCII(str)', 'CODEPOINT(%1)', 'CODEPOINT(%1 )', 'B'],
      ['connector', '1.0.0', '1.1.0', 'A'],
      ['file of dialect', 'dialect.tdd', 'sql/brook.tdd', 'A'],
    ])
  })

  it('compares words language by language', async () => {
    const localised = (german: string): Record<string, string> => ({
      ...edited([fields, 'label="Host"', 'label="@string/host/"']),
      'resources-en_US.xml': '<resources><string name="host">Host</string></resources>',
      'resources-de_DE.xml': `<resources><string name="host">${german}</string></resources>`,
    })
    const { changes } = await diff(localised('Rechner'), localised('Server'))
    expect(changes).toContainEqual(
      expect.objectContaining({
        ...{ area: 'strings', subject: 'language de_DE', property: 'host', review: 'A' },
        ...{ before: 'Rechner', after: 'Server' },
      }),
    )
  })

  it('shows no secrets', async () => {
    const withSecret = (secret: string): Record<string, string> => ({
      ...edited(
        [manifest, '</connector-plugin>', '<oauth-config file="oauth.xml"/></connector-plugin>'],
        [fields, 'secure="true"', `secure="true" default-value="${secret}"`],
      ),
      'oauth.xml': `<pluginOAuthConfig><dbclass>brook_jdbc</dbclass><clientSecretDesktop>${secret}</clientSecretDesktop></pluginOAuthConfig>`,
    })
    const difference = await diff(withSecret('hidden-one'), withSecret('hidden-two'))
    expect(difference.changes).toContainEqual(
      expect.objectContaining({
        ...{ subject: 'OAuth configuration oauth.xml', property: 'clientSecretDesktop', review: 'C' },
        materials: [...byHand, 'oauth-review'],
      }),
    )
    expect(difference.changes).toContainEqual(
      expect.objectContaining({ subject: 'field password', property: 'default-value' }),
    )
    expect(JSON.stringify(difference)).not.toContain('hidden')
  })

  it('names what it cannot compare, and draws no conclusions from it', async () => {
    const broken: Record<string, string> = { ...base, [dialect]: '<dialect' }
    const { 'connectionBuilder.js': _, ...unbuilt } = broken
    const { changes, notCompared, review } = await diff(base, unbuilt)
    expect(changes).toEqual([])
    expect(review).toBe('none')
    expect(notCompared).toEqual([
      { side: 'new', file: 'connectionBuilder.js', reason: 'it is missing' },
      { side: 'new', file: 'dialect.tdd', reason: 'it is not well-formed XML' },
    ])
  })

  it('says nothing about connectors without a manifest', async () => {
    const { changes, notCompared } = await diff({ 'a.txt': '' }, base)
    expect(changes).toEqual([])
    expect(notCompared).toEqual([{ side: 'old', file: 'manifest.xml', reason: 'it is missing' }])
  })
})

type Signature = NonNullable<ComparedConnector['verdict']>

describe('diffConnectors with signatures', () => {
  const signer = {
    ...{ subject: 'CN=Brook', issuer: 'CN=Authority', serial: '01', algorithm: 'RSA', chain: [] },
    reachesRoot: false,
    ...{ notBefore: '2026-01-01T00:00:00Z', notAfter: '2029-01-01T00:00:00Z' },
  }
  const valid: Signature = { status: 'verified', ok: true, signers: [signer] }

  it('needs no test for a new signature that is valid', async () => {
    const { connector } = await compared(base)
    const updated: Signature = { ...valid, signers: [{ ...signer, serial: '02' }] }
    const { review, changes } = diffConnectors({ connector, verdict: valid }, { connector, verdict: updated })
    expect(review).toBe('A')
    expect(changes).toMatchObject([
      { property: 'certificate', before: '01 of CN=Authority', after: '02 of CN=Authority' },
    ])
  })

  it('takes one that is not valid for the strictest', async () => {
    const { connector } = await compared(base)
    const expired: Signature = { ...valid, ok: false, status: 'expired' }
    expect(diffConnectors({ connector, verdict: valid }, { connector, verdict: expired }).review).toBe('C')
  })

  it('does not miss the signature of a folder', async () => {
    const { connector } = await compared(base)
    expect(diffConnectors({ connector, verdict: valid }, { connector }).changes).toEqual([])
  })
})

describe('reachesReview', () => {
  it('orders the classes', () => {
    expect(reachesReview('C', 'B')).toBe(true)
    expect(reachesReview('B', 'B')).toBe(true)
    expect(reachesReview('A', 'B')).toBe(false)
    expect(reachesReview('forbidden', 'C')).toBe(true)
    expect(reachesReview('none', 'A')).toBe(false)
  })
})
