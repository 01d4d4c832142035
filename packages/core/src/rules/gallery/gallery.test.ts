import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import { ruleFindings, runRules } from '../testing/rule-findings.ts'
import { rulesCalled } from '../testing/rules-called.ts'

const galleryRules = rulesCalled('gal-')

const { 'manifest.xml': manifest, 'connection-fields.xml': fields } = minimalConnector()

describe('what Tableau Exchange asks for', () => {
  it.each([
    ['jdbc', []],
    [' jdbc ', []],
    ['eps', []],
    ['odbc', ['gal-jdbc-only error manifest.xml:2:38']],
    ['mysql_odbc', ['gal-jdbc-only error manifest.xml:2:38']],
  ])('gal-jdbc-only: %s', async (superclass, expected) => {
    const text = replaceIn(manifest, 'superclass="jdbc"', `superclass="${superclass}"`)
    const files = minimalConnector({ 'manifest.xml': text })
    expect(await ruleFindings(galleryRules, files, 'gallery')).toEqual(expected)
    expect(await ruleFindings(galleryRules, files)).toEqual([])
  })

  it('gal-vendor-fields-list: one finding for all fields of a file', async () => {
    const more =
      '<field name="v-a" label="A" value-type="string"/>\n<field name="vendor1" label="B" value-type="string"/>'
    const files = minimalConnector({
      'connection-fields.xml': replaceIn(fields, '</connection-fields>', `${more}</connection-fields>`),
    })
    const findings = await runRules(galleryRules, files, 'gallery')
    expect(findings).toMatchObject([
      { rule: 'gal-vendor-fields-list', severity: 'info', line: 13, column: 1 },
    ])
    expect(findings[0]?.message).toContain('`v-a`, `vendor1`')
  })
})
