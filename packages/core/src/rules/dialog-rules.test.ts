import { replaceIn } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import {
  check,
  fieldsWith,
  findings,
  manifestWith,
  resolver,
  resolverWith,
  withField,
} from './testing/changed-connector.ts'

describe('connection fields', () => {
  it.each(['true', '1', ' true '])('field-secure-only-password: secure="%s"', async (secure) => {
    const changes = withField(`<field name="v-a" label="A" value-type="string" secure="${secure}"/>`)
    expect(await findings(changes)).toContain('field-secure-only-password error connection-fields.xml:13:49')
  })

  it('field-name-not-allowed: suggests what was meant', async () => {
    const found = await check(withField('<field name="Service" label="S" value-type="string"/>'))
    expect(found).toMatchObject([{ rule: 'field-name-not-allowed', severity: 'error', line: 13, column: 8 }])
    expect(found[0]?.help).toContain('`v-Service`')
    const misspelt = await check(withField('<field name="sslmod" label="S" value-type="string"/>'))
    expect(misspelt[0]?.help).toContain('Did you mean `sslmode`?')
    for (const [name, meant] of [
      ['Login', 'username'],
      ['auth', 'authentication'],
      ['hostname', 'server'],
      ['up', 'v-up'],
    ]) {
      const [other] = await check(withField(`<field name="${name}" label="S" value-type="string"/>`))
      expect(other?.help).toContain(`Did you mean \`${meant}\`?`)
    }
  })

  it('field-name-not-allowed: leaves names that the schema refuses alone', async () => {
    const found = await findings(withField('<field name="1a" label="S" value-type="string"/>'))
    expect(found).toEqual(['schema-invalid error connection-fields.xml:13:14'])
  })

  it('field-name-duplicate', async () => {
    const found = await check(withField('<field name="server" label="S" value-type="string"/>'))
    expect(found).toMatchObject([{ rule: 'field-name-duplicate', severity: 'error', line: 13, column: 8 }])
    expect(found[0]?.message).toContain('line 3')
  })

  it('field-name-prohibited-word', async () => {
    expect(await findings(withField('<field name="v-apiToken" label="A" value-type="string"/>'))).toContain(
      'field-name-prohibited-word error connection-fields.xml:13:8',
    )
    expect(await findings(fieldsWith(' secure="true"', ''))).toEqual([
      'field-name-prohibited-word error connection-fields.xml:12:10',
    ])
    // `1` is a boolean too.
    expect(await findings(fieldsWith(' secure="true"', ' secure="1"'))).toEqual([])
  })

  it('field-label-prohibited-word: in the label and in every language', async () => {
    expect(await findings(fieldsWith('label="User"', 'label="My Secret"'))).toEqual([
      'field-label-prohibited-word error connection-fields.xml:11:26',
    ])
    const changes: Record<string, string> = fieldsWith('label="User"', 'label="@string/user/"')
    changes['resources-en_US.xml'] = '<resources><string name="user">User</string></resources>'
    expect(await findings(changes)).toEqual([])
    changes['resources-fr_FR.xml'] = '<resources><string name="user">Votre token</string></resources>'
    const found = await check(changes)
    expect(found).toMatchObject([
      { rule: 'field-label-prohibited-word', file: 'connection-fields.xml', line: 11 },
    ])
    expect(found[0]?.message).toContain('resources-fr_FR.xml')
  })

  it.each([
    ['<conditions><condition field="authentication" value="oauth"/></conditions>', 0],
    ['<conditions><condition field="authentication" value="auth-none"/></conditions>', 1],
    [
      '<selection-group><conditions><condition field="authentication" value="oauth"/></conditions>' +
        '<option label="a" value="b"/></selection-group>',
      1,
    ],
    ['', 1],
  ])('instanceurl-needs-oauth-condition: %s', async (content, expected) => {
    const field = `<field name="instanceurl" label="Instance" value-type="string">${content}</field>`
    const found = await findings(fieldsWith('</connection-fields>', `${field}</connection-fields>`))
    expect(found).toEqual(
      expected === 0 ? [] : ['instanceurl-needs-oauth-condition error connection-fields.xml:13:8'],
    )
  })

  it.each([
    ['string', '', 'warning'],
    ['file', '', 'warning'],
    ['string', 'default-value=""', undefined],
    // A box that is not ticked and the first option are values.
    ['boolean', 'default-value=""', undefined],
    ['boolean', '', undefined],
    ['selection', '', undefined],
    ['string', 'optional="false"', 'error'],
    ['selection', 'optional="false"', 'error'],
    ['boolean', 'optional="0" default-value=""', 'error'],
    // The packager compares letters.
    ['string', 'optional="1"', 'error'],
    ['string', 'optional="true"', undefined],
    ['string', 'default-value="x"', undefined],
  ])('advanced-required-needs-default: %s %s', async (type, attributes, expected) => {
    const field = `<field name="v-a" label="A" value-type="${type}" category="advanced" ${attributes}/>`
    const found = await findings(withField(field))
    const own = found.filter((finding) => finding.startsWith('advanced-required-needs-default'))
    expect(own.map((finding) => finding.split(' ')[1])).toEqual(expected === undefined ? [] : [expected])
  })

  it('authentication-field-required: a warning where older connectors are let pass', async () => {
    const changes = {
      'connection-fields.xml':
        '<connection-fields><field name="server" label="S" value-type="string"/></connection-fields>',
    }
    expect(await findings(changes)).toEqual(['authentication-field-required error connection-fields.xml:1:1'])
    expect(await findings(changes, { backwardsCompatible: true })).toEqual([
      'authentication-field-required warning connection-fields.xml:1:1',
    ])
  })
})

describe('required attributes', () => {
  const dialog =
    '<connection-dialog class="brook_jdbc"><connection-config><server-prompt value="S"/></connection-config></connection-dialog>'
  const withDialog = {
    ...manifestWith(
      '<connection-fields file="connection-fields.xml"/>',
      '<connection-dialog file="dialog.tcd"/>',
    ),
    'dialog.tcd': dialog,
  }

  it('tcd-needs-explicit-attributes', async () => {
    expect(await findings(withDialog)).toEqual([])
    const withoutList = {
      ...withDialog,
      'connection-resolver.tdr': replaceIn(resolver, '<attribute-list>', '<!--').replace(
        '</attribute-list>',
        '-->',
      ),
    }
    expect(await findings(withoutList)).toEqual([
      'tcd-needs-explicit-attributes error connection-resolver.tdr:8:7',
    ])
  })

  it('required-attributes-cover-fields: one finding for each field', async () => {
    const changes = resolverWith('<attr>port</attr>\n          <attr>dbname</attr>', '<attr>dbname</attr>')
    expect(await findings(changes)).toEqual([
      'required-attributes-cover-fields error connection-resolver.tdr:9:9',
    ])
  })

  it('required-attributes-cover-fields: blanks around an entry are a warning', async () => {
    expect(await findings(resolverWith('<attr>port</attr>', '<attr> port </attr>'))).toEqual([
      'required-attributes-cover-fields warning connection-resolver.tdr:11:11',
    ])
  })

  it.each(['authentication', 'server', 'dbname'])('attributes-missing-%s', async (name) => {
    const found = await findings(resolverWith(`<attr>${name}</attr>`, '<attr>v-other</attr>'))
    expect(found).toContain(`attributes-missing-${name} warning connection-resolver.tdr:9:9`)
  })

  it.each([
    ['<database enabled="false"/>', 0],
    ['<database enabled="1"/>', 1],
    ['', 0],
  ])('attributes-missing-dbname: with the metadata %s', async (metadata, expected) => {
    const changes = {
      ...resolverWith('<attr>dbname</attr>', ''),
      ...manifestWith('<connection-resolver', '<connection-metadata file="m.xml"/><connection-resolver'),
      'm.xml': `<connection-metadata>${metadata}</connection-metadata>`,
    }
    expect(await findings(changes)).toHaveLength(expected)
  })
})
