import { describe, expect, it } from 'vitest'
import { ruleDescriptions } from '../rules/all-rules.ts'
import { documentationPage, documentationPages } from './documentation.ts'

/** Where else rules refer to: what Tableau says of web data connectors. */
const elsewhere = [
  'https://github.com/tableau/wdc3',
  'https://help.tableau.com/current/api/webdataconnector/en-us/index.html',
]

describe('the pages of the documentation', () => {
  const known: ReadonlySet<string> = new Set([...documentationPages.map(documentationPage), ...elsewhere])
  const linked = ruleDescriptions.filter(({ url }) => url !== undefined)

  it.each(linked.map(({ id, url }) => [id, url]))('%s refers to one that exists', (_, url) => {
    expect(known).toContain(url)
  })

  it('are linked by most rules', () => {
    expect(linked.length).toBeGreaterThan(ruleDescriptions.length / 2)
  })
})
