import { fullDocuments } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import { memorySource, readConnector, readXml, selfAndDescendants } from '../../connector/index.ts'
import { diffConnectors } from './diff-connectors.ts'

const files = {
  'fields.xml': fullDocuments['connection-fields'][0],
  'metadata.xml': fullDocuments['connection-metadata'][0],
  'resolver.tdr': fullDocuments['connection-resolver'][0],
  'dialect.tdd': fullDocuments.dialect[0],
  'dialog.tcd': fullDocuments['connection-dialog'][0],
  'a.xml': fullDocuments['oauth-config'][0],
  'b.xml': '<pluginOAuthConfig><oauthConfigId>b</oauthConfigId></pluginOAuthConfig>',
  'builder.js': 'x',
  'properties.js': 'x',
}
const base: Record<string, string> = { ...files, 'manifest.xml': fullDocuments.manifest[0] }
const old: Record<string, string> = { ...files, 'manifest.xml': fullDocuments.manifest[1] ?? '' }

/** Must equal the connector's class, which the manifest says. */
const silent = 'class'

async function changes(one: Record<string, string>, other: Record<string, string>): Promise<number> {
  const [before, after] = await Promise.all([one, other].map((all) => readConnector(memorySource(all))))
  if (before === undefined || after === undefined) throw new Error('There is nothing to compare.')
  return diffConnectors({ connector: before }, { connector: after }).changes.filter(
    ({ kind }) => kind !== 'unchanged',
  ).length
}

/** The document with each of its attributes and texts changed, one at a time. */
function* mutants(text: string): Generator<{ name: string; text: string }> {
  const { document } = readXml(new TextEncoder().encode(text))
  if (document === undefined) throw new Error('The document is not well-formed.')
  for (const element of selfAndDescendants(document.root)) {
    for (const { name, valueStart, end } of element.attributes) {
      if (name === silent && element.name !== 'connector-plugin') continue
      const changed = `${text.slice(0, valueStart.offset)}changed${text.slice(end - 1)}`
      yield { name: `${element.name} ${name}`, text: changed }
    }
    const isText = element.children.length === 0 && element.text.trim() !== ''
    if (isText && element.name !== 'dbclass') {
      yield {
        name: element.name,
        text: `${text.slice(0, element.startTagEnd)}changed${text.slice(element.startTagEnd)}`,
      }
    }
  }
}

describe('diffConnectors', () => {
  it.each(Object.keys(files).filter((path) => !path.endsWith('.js')))(
    'notices every attribute and every text of %s',
    async (path) => {
      const side = path === 'dialog.tcd' ? old : base
      const unnoticed: string[] = []
      let count = 0
      for (const mutant of mutants(side[path] ?? '')) {
        count++
        if ((await changes(side, { ...side, [path]: mutant.text })) === 0) unnoticed.push(mutant.name)
      }
      expect(count).toBeGreaterThan(0)
      // Texts beside a file's name are ignored by all tools.
      const ignored = ['script']
      expect(unnoticed.filter((name) => !ignored.includes(name))).toEqual([])
    },
  )

  it('notices every attribute and every text of the manifest', async () => {
    const unnoticed: string[] = []
    for (const mutant of mutants(base['manifest.xml'] ?? '')) {
      // References to files that are not there are named as not compared.
      if (mutant.name.endsWith(' file')) continue
      if ((await changes(base, { ...base, 'manifest.xml': mutant.text })) === 0) unnoticed.push(mutant.name)
    }
    expect(unnoticed).toEqual([])
  })
})
