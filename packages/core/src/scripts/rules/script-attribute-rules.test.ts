import { describe, expect, it } from 'vitest'
import { helper, holds, inBody, url } from '../testing/script-cases.ts'
import { type Changes, plainFindings } from '../testing/script-findings.ts'

const resolver = (entries: string): Changes => ({
  'connection-resolver.tdr': [['<attr>port</attr>', entries]],
})

const region =
  '<field name="v-region" label="Region" category="general" value-type="string" optional="true"/>\n  '
const withRegion: Changes = {
  'connection-fields.xml': [['<field name="port"', `${region}<field name="port"`]],
  'connection-resolver.tdr': [['<attr>port</attr>', '<attr>port</attr><attr>v-region</attr>']],
}

describe('js-attr-not-required', () => {
  const rule = 'js-attr-not-required'
  holds('connectionBuilder.js', [
    ["return [attr.server + attr['v-region']]", [`${rule} 2:23`]],
    ['const { server, warehouse = "a" } = attr\nreturn [server + warehouse]', [`${rule} 2:17`]],
    ['const a = attr\nreturn [a.service, attr.service]', [`${rule} 3:9`]],
    ['return [get(attr)]\nfunction get(all) { return all.service }', [`${rule} 3:28`]],
    [`return [attr[${helper}.attributeWarehouse]]`, [`${rule} 2:9`]],
    ["const name = 'v-' + 'zone'\nreturn [attr[name]]", [`${rule} 3:9`]],
    ['return [attr.port]', [], resolver('')],
    ["return [attr.server, attr.dbname, attr.authentication, attr.username ? 'a' : '']", []],
    ["return [attr.ACCESSTOKEN ? 'a' : 'b', attr[connectionHelper.attributeTableauServerUser]]", []],
    ["attr.zone = 'x'\nreturn [attr.zone]", []],
    ["fill(attr)\nreturn [attr.zone]\nfunction fill(all) { all.zone = 'x' }", []],
    ["Object.assign(attr, { zone: 'x' })\nreturn [attr.zone]", []],
    ['unknown.fill(attr)\nreturn [attr.zone]', ['script-library 2:1']],
    ['vendorDefined.fill(attr)\nreturn [attr.zone]', []],
    ["return ['zone' in attr ? attr.zone : 'x']", []],
    ["return [attr.hasOwnProperty('zone') ? attr.zone : 'x']", []],
    ["const a = attr.port ? attr : { zone: 'x' }\nreturn [a.zone]", []],
    ["return [get(attr), get({ zone: 'a' })]\nfunction get(all) { return all.zone }", []],
    ["arguments[0].zone = 'x'\nreturn [attr.zone]", []],
    ['with (attr) { return [zone] }', []],
    ["attr = { zone: 'x' }\nreturn [attr.zone]", []],
    ['(function (attr) { attr.zone })({ zone: 1 })\nreturn [attr.server]', []],
    ["return [String(attr), attr.toString(), '' + attr.constructor]", []],
    [
      'return [attr.zone]',
      [],
      {
        'connection-resolver.tdr': [
          [
            '<required-attributes>\n        <attribute-list>\n          <attr>server</attr>\n          <attr>port</attr>\n          <attr>dbname</attr>\n          <attr>authentication</attr>\n          <attr>username</attr>\n          <attr>password</attr>\n        </attribute-list>\n      </required-attributes>',
            '',
          ],
        ],
      },
    ],
  ])

  it('asks whether the name is mistyped', async () => {
    const [finding] = await plainFindings({ 'connectionBuilder.js': inBody('return [attr.prot]') })
    expect(finding?.help).toBe('Did you mean `port`? Else add <attr>prot</attr>.')
  })
})

describe('js-field-unused', () => {
  const unused = ['js-field-unused 4:10']
  holds('connectionBuilder.js', [
    [url, unused, withRegion],
    ["return [attr.server + attr['v-region']]", [], withRegion],
    ["const { 'v-region': region } = attr\nreturn [attr.server + region]", [], withRegion],
    ["const v = (n) => attr['v-' + n]\nreturn [v('region')]", [], withRegion],
    ["let u = ''\nfor (const n in attr) u += attr[n]\nreturn [u]", [], withRegion],
    ['return Object.keys(attr).map(String)', [], withRegion],
    ['return [JSON.stringify(attr)]', [], withRegion],
    ["const all = Object.assign({}, attr)\nreturn [all['v-region']]", [], withRegion],
    ["const [first] = [attr]\nreturn [first['v-region']]", [], withRegion],
    ['return [driverLocator.LocateDriver(attr) + attr.server]', unused, withRegion],
    [
      'const a = attr, b = a\nreturn [get(b)]\nfunction get({ server }) { return server }',
      unused,
      withRegion,
    ],
    [
      url,
      [],
      {
        ...withRegion,
        'connection-fields.xml': [
          ['<field name="port"', `${region}<field name="port"`],
          [
            'value-type="string" default-value="7800"/>',
            'value-type="string"><conditions><condition field="v-region" value="x"/></conditions></field>',
          ],
        ],
      },
    ],
  ])

  it.each([
    [
      'is missing',
      {
        'connection-resolver.tdr': [
          ...(withRegion['connection-resolver.tdr'] ?? []),
          ['connectionProperties.js', 'other.js'],
        ],
      },
    ],
    ['cannot be parsed', { 'connectionProperties.js': '(function (attr) {' }],
  ] as [string, Changes][])('keeps still where a script %s', async (_case, changes) => {
    const found = await plainFindings({ ...withRegion, ...changes })
    expect(found.map(({ rule }) => rule)).not.toContain('js-field-unused')
  })
})

describe('auth-impersonate-capability', () => {
  const rule = 'auth-impersonate-capability'
  const uses = `var x = ${helper}.valueAuthModeDBImpersonate`
  const enabled: Changes = {
    'manifest.xml': [['name="CAP_SELECT_INTO" value="no"', 'name="CAP_AUTH_DB_IMPERSONATE" value="yes"']],
  }
  holds('connectionProperties.js', [
    [`${uses}\nreturn {}`, [`${rule} 2:9`]],
    [`// ${uses}\nreturn {}`, []],
    [`var message = 'mode: ' + ${helper}.valueAuthModeDBImpersonate\nreturn {}`, []],
    [`${uses}\nreturn {}`, [], enabled],
    ['return {}', [`${rule} 12:53`], enabled],
    [`return { u: attr[${helper}.attributeTableauServerUser] }`, [], enabled],
    ["return { u: attr[':tableau-server-user'] }", [], enabled],
    ['const p = {}\nfor (const n in attr) p[n] = attr[n]\nreturn p', [], enabled],
  ])
})
