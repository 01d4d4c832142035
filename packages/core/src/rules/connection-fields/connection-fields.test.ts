import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import { boolean, dialog, field, selection, waitsFor } from '../testing/dialog.ts'
import { ruleFindings, runRules } from '../testing/rule-findings.ts'
import { rulesCalled } from '../testing/rules-called.ts'

const connectionFieldsRules = rulesCalled('cf-', 'md-')

const minimal = minimalConnector()

const find = (...fields: string[]) => ruleFindings(connectionFieldsRules, dialog(...fields))

const at = (rule: string, place: string, severity = 'warning') =>
  `${rule} ${severity} connection-fields.xml:${place}`

describe('connectionFieldsRules', () => {
  it('find nothing in the minimal connector', async () => {
    expect(await ruleFindings(connectionFieldsRules, minimal)).toEqual([])
  })

  it.each([
    '<connection-fields/>',
    '<x/>',
    '<connection-fields><field/><field name=""/></connection-fields>',
  ])('cope with %s', async (text) => {
    const files = minimalConnector({ 'connection-fields.xml': text })
    const found = await ruleFindings(connectionFieldsRules, files)
    expect(found.filter((finding) => !finding.startsWith('cf-server-required'))).toEqual([])
  })
})

describe('options', () => {
  const options = (content: string, type: string) =>
    `<field name="v-a" label="L" value-type="${type}">${content}</field>`
  const group = '<selection-group><option label="O" value="1"/></selection-group>'
  const box = '<boolean-options><false-value value="0"/><true-value value="1"/></boolean-options>'

  it.each([
    [options('', 'boolean'), at('cf-boolean-needs-options', '2:8', 'error')],
    // One mistake is one finding: at what stands in its place.
    [options(group, 'boolean'), at('cf-boolean-needs-options', '2:50', 'error')],
    [options(box, 'boolean'), undefined],
    [options('', 'selection'), at('cf-selection-needs-group', '2:8', 'error')],
    [options(box, 'selection'), at('cf-selection-needs-group', '2:52', 'error')],
    [options(group, 'selection'), undefined],
    [options(group, 'textbox').replace('textbox', 'string'), at('cf-options-on-wrong-type', '2:49')],
    [options(box, 'string'), at('cf-options-on-wrong-type', '2:49')],
    // The schema has refused these.
    [options(group, 'option'), undefined],
    [options(group, '').replace(' value-type=""', ''), undefined],
    [selection('v-a', ['1', '2', '1']), at('cf-duplicate-option', '2:145')],
    [boolean('v-a', '', ''), at('cf-duplicate-option', '2:102')],
    [options(group + group, 'selection'), at('cf-several-groups-unconditional', '2:52')],
    [
      options(group.replace('<option', `${waitsFor('server')}<option`) + group, 'selection'),
      at('cf-several-groups-unconditional', '2:178'),
    ],
  ])('%s', async (text, expected) => {
    expect(await find(text)).toEqual(expected === undefined ? [] : [expected])
  })

  it('may repeat a value in another group', async () => {
    const conditional = group.replace('<option', `${waitsFor('server')}<option`)
    expect(await find(options(conditional + conditional, 'selection'))).toEqual([])
  })
})

describe('values', () => {
  it.each([
    [selection('v-a', ['x', 'y'], ' default-value="z"'), at('cf-default-not-offered', '2:52')],
    [selection('v-a', ['x', 'y'], ' default-value=""'), undefined],
    [selection('v-a', ['x', 'y']), undefined],
    [boolean('v-a', '', 'y', ' default-value="true"'), at('cf-default-not-offered', '2:50')],
    [boolean('v-a', '', 'y', ' default-value=""'), undefined],
    [field('v-a', '', ' default-value="z"'), undefined],
    [field('v-a', '', ' editable="false"'), at('cf-editable-false-needs-default', '2:49')],
    [field('v-a', '', ' editable="0" default-value=""'), undefined],
    [field('v-a', '', ' editable="true"'), undefined],
    [selection('v-a', ['x'], ' editable="false"'), undefined],
    // Its missing default has a finding already.
    [field('v-a', '', ' editable="false" category="advanced"'), undefined],
    [
      field('v-a', '', ' editable="false" category="advanced" optional="1"'),
      at('cf-editable-false-needs-default', '2:49'),
    ],
    [selection('sslmode', ['', 'require', 'prefer']), at('cf-sslmode-values', '2:154')],
    [boolean('sslmode', '', 'require'), undefined],
    [field('sslmode', '', ' default-value="on"'), at('cf-sslmode-values', '2:53')],
    [field('sslmode', '', ' default-value="require"'), undefined],
    [field('port', '', ' category="endpoint" default-value="65536"'), at('cf-port-range', '2:70')],
    [field('port', '', ' category="endpoint" default-value="54 32"'), at('cf-port-range', '2:70')],
    [field('port', '', ' category="endpoint" default-value="65535"'), undefined],
    [field('port', '', ' category="endpoint" default-value="0"'), undefined],
    [field('port', '', ' category="endpoint" default-value=""'), undefined],
    [field('v-a', '<validation-rule reg-exp="[a"/>'), at('cf-regexp-invalid', '2:66')],
    [field('v-a', '<validation-rule reg-exp="(?i)[a-z]++"/>'), undefined],
  ])('%s', async (text, expected) => {
    expect(await find(text)).toEqual(expected === undefined ? [] : [expected])
  })
})

describe('types', () => {
  it.each([
    [selection('v-a', ['x'], ' placeholder="p"'), at('cf-placeholder-type', '2:52')],
    [boolean('v-a', '', 'y', ' placeholder="p"'), at('cf-placeholder-type', '2:50')],
    [field('v-a', '', ' placeholder="p"'), undefined],
    [field('v-a').replace('string', 'file'), at('cf-file-desktop-only', '2:29', 'info')],
    [field('v-a').replace('string', 'textbox'), at('cf-textbox-version', '2:29', 'info')],
  ])('%s', async (text, expected) => {
    const all = await find(text)
    const found = all.filter((finding) => !finding.startsWith('cf-since'))
    expect(found).toEqual(expected === undefined ? [] : [expected])
  })

  it('cf-since: says which releases would not load the connector for a placeholder', async () => {
    const files = dialog(field('v-a', '', ' placeholder="p"'))
    expect(await runRules(connectionFieldsRules, files)).toMatchObject([
      {
        severity: 'info',
        message:
          'Tableau 2020.3 to 2021.4 would call this file malformed: `placeholder` on <field> came with 2022.1',
        help: expect.stringContaining('min-version-tableau="2022.1"'),
      },
    ])
    files['manifest.xml'] = replaceIn(
      files['manifest.xml'],
      ' version="18.1"',
      ' version="18.1" min-version-tableau="2022.1"',
    )
    expect(await find(field('v-a', '', ' placeholder="p"'))).toHaveLength(1)
    expect(await runRules(connectionFieldsRules, files)).toEqual([])
  })

  it.each([
    ['2020.3', 1],
    ['2020.4', 0],
    ['2020.10', 0],
  ])('a textbox with the minimum version %s', async (version, expected) => {
    const files = dialog(field('v-a').replace('string', 'textbox'))
    files['manifest.xml'] = replaceIn(
      files['manifest.xml'],
      ' name="Brook"',
      ` name="Brook" min-version-tableau="${version}"`,
    )
    expect(await ruleFindings(connectionFieldsRules, files)).toHaveLength(expected)
  })
})

describe('cf-v2-min-version', () => {
  it.each([
    ['2020.2', ['cf-v2-min-version warning manifest.xml:2:92']],
    ['2020.3', []],
    ['x', []],
  ])('%s', async (version, expected) => {
    const manifest = replaceIn(
      minimal['manifest.xml'],
      ' name="Brook"',
      ` name="Brook" min-version-tableau="${version}"`,
    )
    const files = minimalConnector({ 'manifest.xml': manifest })
    expect(await ruleFindings(connectionFieldsRules, files)).toEqual(expected)
  })
})

describe('fields that Tableau knows', () => {
  it.each([
    [field('port', '', ' category="general"'), at('cf-category-endpoint', '2:50')],
    [field('port'), at('cf-category-endpoint', '2:8')],
    [field('password', '', ' category="general"'), at('cf-category-authentication', '2:54')],
    [field('instanceurl'), at('cf-category-authentication', '2:8')],
    [field('sslmode', '', ' category="advanced"'), at('cf-category-ssl', '2:53')],
    [field('sslmode', '', ' category="ssl"'), undefined],
    [field('sslmode', '', ' category="endpoint"'), undefined],
    [field('sslmode'), undefined],
    // The schema has refused this one.
    [field('port', '', ' category="endpiont"'), undefined],
    [field('v-UserName'), at('cf-vendor-duplicates-platform', '2:8')],
    // A second one.
    [field('v-server'), undefined],
    [field('v-server-region'), undefined],
    [field('v-constructor'), undefined],
    [field('vendor3'), at('cf-vendor-legacy', '2:8', 'info')],
  ])('%s', async (text, expected) => {
    expect(await find(text)).toEqual(expected === undefined ? [] : [expected])
  })

  it('include the server, unless the attribute list lacks it too', async () => {
    const files = minimalConnector({
      'connection-fields.xml': `<connection-fields>${field('v-a')}</connection-fields>`,
    })
    expect(await ruleFindings(connectionFieldsRules, files)).toEqual([at('cf-server-required', '1:1')])
    files['connection-fields.xml'] = `<connection-fields>${field('v-server')}</connection-fields>`
    expect(await ruleFindings(connectionFieldsRules, files)).toEqual([
      at('cf-vendor-duplicates-platform', '1:27'),
    ])
    files['connection-fields.xml'] = `<connection-fields>${field('v-a')}</connection-fields>`
    files['connection-resolver.tdr'] = replaceIn(files['connection-resolver.tdr'], '<attr>server</attr>', '')
    expect(await ruleFindings(connectionFieldsRules, files)).toEqual([])
  })
})
