import { minimalConnector, processorTime, replaceIn } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import { dialog, field } from '../testing/dialog.ts'
import { ruleFindings } from '../testing/rule-findings.ts'
import { rulesCalled } from '../testing/rules-called.ts'

const connectionFieldsRules = rulesCalled('cf-', 'md-')

const minimal = minimalConnector()

const find = (...fields: string[]) => ruleFindings(connectionFieldsRules, dialog(...fields))

const at = (rule: string, place: string, severity = 'warning') =>
  `${rule} ${severity} connection-fields.xml:${place}`

describe('connection metadata', () => {
  function withMetadata(metadata: string, changes: Record<string, string> = {}): Record<string, string> {
    const reference = '<connection-metadata file="m.xml"/><connection-resolver file'
    return minimalConnector({
      'manifest.xml': replaceIn(minimal['manifest.xml'], '<connection-resolver file', reference),
      'm.xml': `<connection-metadata>${metadata}</connection-metadata>`,
      ...changes,
    })
  }
  const rest = '<schema enabled="false"/><table enabled="true"/>'

  it.each([
    ['', 'md-missing-element-hides info m.xml:1:1'],
    ['<database enabled="false"/><table enabled="true"/>', 'md-missing-element-hides info m.xml:1:1'],
    [`<database enabled="1"/>${rest}`, 'md-database-dbname warning m.xml:1:32'],
    [`<database enabled="false"/>${rest}`, undefined],
  ])('%s', async (metadata, expected) => {
    const found = await ruleFindings(connectionFieldsRules, withMetadata(metadata))
    expect(found).toEqual(expected === undefined ? [] : [expected])
  })

  it.each([
    ['attr[connectionHelper.attributeDatabase]', 0],
    ['attr["dbname"]', 0],
    ['for (var name in attr) props[name] = attr[name]', 0],
    ['Object.keys(attr)', 0],
    ['attr.server', 1],
  ])('md-database-dbname: a script with %s', async (code, expected) => {
    const files = withMetadata(`<database enabled="true"/>${rest}`, {
      'connectionProperties.js': `(function (attr) { ${code} })`,
    })
    expect(await ruleFindings(connectionFieldsRules, files)).toHaveLength(expected)
  })

  it('md-database-dbname: knows nothing of scripts that are not there', async () => {
    const files = withMetadata(`<database enabled="true"/>${rest}`)
    delete files['connectionProperties.js']
    expect(await ruleFindings(connectionFieldsRules, files)).toEqual([])
  })
})

describe('cf-default-breaks-rule', () => {
  it.each([
    ['^[0-9]{1,5}$', '7800', false],
    ['^[0-9]{1,5}$', 'port', true],
    ['[0-9]', 'port 7', false],
    ['^[0-9]+$', '@string/port/', false],
    ['^[A-Za-z0-9.:_-]+$', 'a host', true],
    // What JavaScript cannot read, and what could take for ever, is not tried.
    ['(?i)^[a-z]+$', 'A1', false],
    ['^(a+)+$', `${'a'.repeat(60)}b`, false],
    ['^a?a?a?a?a?b$', 'c', false],
    ['^a*a*a*b$', 'a'.repeat(100), true],
    [`^${'(a|aa)'.repeat(60)}b$`, 'a'.repeat(100), false],
    ['^(a|b)(c|d)$', 'ae', true],
  ])('%s and "%s"', async (expression, value, isFound) => {
    const text = field('v-a', `<validation-rule reg-exp="${expression}"/>`, ` default-value="${value}"`)
    const found = await find(text)
    expect(found).toEqual(isFound ? [at('cf-default-breaks-rule', '2:49')] : [])
  })

  it('tries only as many as a dialog may have', async () => {
    const text = field('v-a', '<validation-rule reg-exp=".*.*.*b"/>', ` default-value="${'a'.repeat(100)}"`)
    const texts = Array.from({ length: 1000 }, (_, index) => text.replace('v-a', `v-a${index}`))
    const time = await processorTime(async () => {
      expect(await find(...texts)).toHaveLength(100)
    })
    expect(time).toBeLessThan(5000)
  })
})

describe('metadata', () => {
  async function findIn(metadata: string, customization = '', superclass = 'jdbc'): Promise<string[]> {
    const files = minimalConnector({ 'm.xml': `<connection-metadata>${metadata}</connection-metadata>` })
    const added = '<connection-metadata file="m.xml"/><connection-resolver'
    files['manifest.xml'] = replaceIn(
      replaceIn(files['manifest.xml'], '<connection-resolver', added),
      '<customizations>',
      `<customizations>${customization}`,
    )
    const ofClass = `superclass="${superclass}"`
    files['manifest.xml'] = replaceIn(files['manifest.xml'], 'superclass="jdbc"', ofClass)
    const rules = rulesCalled('md-missing', 'cap-suppressed')
    return await ruleFindings(rules, files)
  }
  const database = '<database enabled="false"/>'
  const suppress = (what: string) => `<customization name="CAP_JDBC_SUPPRESS_ENUMERATE_${what}" value="yes"/>`

  it.each([
    [`${database}<schema enabled="true"/><table enabled="true"/>`, []],
    // As in the samples of the SDK.
    [`${database}<schema enabled="false"/>`, []],
    [`${database}<schema enabled="true"/>`, ['md-missing-element-hides warning m.xml:1:49']],
    ['<schema enabled="true"/><table enabled="true"/>', ['md-missing-element-hides info m.xml:1:1']],
  ])('md-missing-element-hides: %s', async (metadata, expected) => {
    expect(await findIn(metadata)).toEqual(expected)
  })

  it.each([
    ['SCHEMAS', '<schema enabled="true"/>', 1],
    ['SCHEMAS', '<schema enabled="false"/>', 0],
    ['DATABASES', '<schema enabled="true"/>', 0],
    ['TABLES', '<schema enabled="true"/>', 1],
  ])('cap-suppressed-selector: %s with %s', async (what, schema, count) => {
    const found = await findIn(`${database}${schema}<table enabled="true"/>`, suppress(what))
    expect(found.filter((finding) => finding.startsWith('cap-suppressed-selector warning'))).toHaveLength(
      count,
    )
  })

  it('cap-suppressed-selector: a capability of JDBC suppresses nothing with ODBC', async () => {
    const all = `${database}<schema enabled="true"/><table enabled="true"/>`
    expect(await findIn(all, suppress('SCHEMAS'), 'odbc')).toEqual([])
  })
})
