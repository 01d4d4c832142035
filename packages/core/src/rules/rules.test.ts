import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import { memorySource } from '../connector/memory-source.ts'
import { readConnector } from '../connector/read-connector.ts'
import type { Diagnostic } from '../report/diagnostic.ts'
import { rulesCalled } from './testing/rules-called.ts'
import { validateConnector } from './validate-connector.ts'

const valid = minimalConnector()
const manifest = valid['manifest.xml']
const fields = valid['connection-fields.xml']
const resolver = valid['connection-resolver.tdr']

/** The documentation's rules have tests of their own, and more to say about the connectors here. */
const documented = new Set<string>(
  rulesCalled(
    ...['cf-', 'md-', 'auth-', 'tcd-v', 'oa-', 'loc-', 'sec-', 'dia-', 'mf-', 'cap-', 'tdr-', 'gal-'],
  ).map(({ id }) => id),
)

/** `rule severity file:line:column` of everything that is found. */
async function findings(
  changes: Record<string, string | undefined>,
  options: Parameters<typeof validateConnector>[1] = {},
): Promise<string[]> {
  return (await check(changes, options)).map(
    ({ rule, severity, file, line, column }) => `${rule} ${severity} ${file}:${line}:${column}`,
  )
}

async function check(
  changes: Record<string, string | undefined>,
  options: Parameters<typeof validateConnector>[1] = {},
): Promise<Diagnostic[]> {
  const connector = await readConnector(memorySource(minimalConnector(changes)))
  const { diagnostics } = await validateConnector(connector, { engine: 'libxml2-wasm', ...options })
  return diagnostics.filter(({ rule }) => !documented.has(rule))
}

function manifestWith(part: string, replacement: string): Record<string, string> {
  return { 'manifest.xml': replaceIn(manifest, part, replacement) }
}

function fieldsWith(part: string, replacement: string): Record<string, string> {
  return { 'connection-fields.xml': replaceIn(fields, part, replacement) }
}

/** The connector with one more field, on line 13; the resolver knows it. */
function withField(field: string): Record<string, string> {
  const name = /name="([^"]*)"/.exec(field)?.[1] ?? ''
  return {
    ...fieldsWith('</connection-fields>', `${field}\n</connection-fields>`),
    'connection-resolver.tdr': replaceIn(
      resolver,
      '<attr>port</attr>',
      `<attr>port</attr><attr>${name}</attr>`,
    ),
  }
}

function resolverWith(part: string, replacement: string): Record<string, string> {
  return { 'connection-resolver.tdr': replaceIn(resolver, part, replacement) }
}

describe('a connector without faults', () => {
  it('has no findings', async () => {
    expect(await check({})).toEqual([])
  })
})

describe('links', () => {
  it('https-only: refuses http and localised links', async () => {
    expect(await findings(manifestWith('https://brook.example/support', 'http://brook.example'))).toEqual([
      'https-only error manifest.xml:5:19',
    ])
    const localised = {
      ...manifestWith('https://brook.example/drivers', '@string/drivers/'),
      'resources-en_US.xml': '<resources><string name="drivers">https://x.example</string></resources>',
    }
    expect(await findings(localised)).toEqual(['https-only error manifest.xml:6:27'])
  })

  it('https-only: warns about blanks and capitals', async () => {
    expect(await findings(manifestWith('"https://brook.example/support', '" https://brook.example'))).toEqual(
      ['https-only warning manifest.xml:5:19'],
    )
    expect(await findings(manifestWith('https://brook.example/support', 'HTTPS://brook.example'))).toEqual([
      'https-only warning manifest.xml:5:19',
    ])
  })

  it('https-only: leaves a url elsewhere to the schema', async () => {
    const changes = resolverWith('<attr>server</attr>', '<attr url="http://x">server</attr>')
    expect(await findings(changes)).toEqual([])
  })
})

describe('class', () => {
  it('class-missing: an empty class, and no other class takes over', async () => {
    expect(
      await findings(manifestWith('<connector-plugin class="brook_jdbc"', '<connector-plugin class=" "')),
    ).toContain('class-missing error manifest.xml:2:19')
    const found = await findings(
      manifestWith('<connector-plugin class="brook_jdbc"', '<connector-plugin class=""'),
    )
    expect(found).toEqual(['class-missing error manifest.xml:2:19'])
  })

  it('class-file-name: a class with a separator', async () => {
    const changes = Object.fromEntries(
      Object.entries(valid).map(([path, text]) => [path, text.replaceAll('brook_jdbc', 'a/../b')]),
    )
    expect(await findings(changes)).toEqual(['class-file-name error manifest.xml:2:19'])
  })

  it('class-consistent: in the customization, resolver and dialect', async () => {
    const changes = {
      ...manifestWith(
        '<connection-customization class="brook_jdbc"',
        '<connection-customization class="brook"',
      ),
      ...resolverWith('<tdr class="brook_jdbc"', '<tdr class="Brook_JDBC"'),
      'dialect.tdd': replaceIn(valid['dialect.tdd'], 'class="brook_jdbc"', 'class="x"'),
    }
    expect(await findings(changes)).toEqual([
      'class-consistent error connection-resolver.tdr:2:6',
      'class-consistent error dialect.tdd:2:23',
      'class-consistent error manifest.xml:8:29',
    ])
  })

  it('class-consistent: blanks are a warning', async () => {
    expect(await findings(resolverWith('<tdr class="brook_jdbc"', '<tdr class="brook_jdbc "'))).toEqual([
      'class-consistent warning connection-resolver.tdr:2:6',
    ])
  })

  it.each([
    ['<dbclass>other</dbclass>', 'dbclass-consistent error o.xml:1:20'],
    ['<dbclass/>', 'dbclass-consistent error o.xml:1:20'],
    ['<dbclass> brook_jdbc</dbclass>', 'dbclass-consistent warning o.xml:1:20'],
    ['<dbclass>brook_jdbc</dbclass>', undefined],
  ])('dbclass-consistent: %s', async (dbclass, expected) => {
    const changes = {
      ...manifestWith('</connector-plugin>', '<oauth-config file="o.xml"/></connector-plugin>'),
      'o.xml': `<pluginOAuthConfig>${dbclass}<authUri/><tokenUri/><scopes/></pluginOAuthConfig>`,
    }
    expect(await findings(changes)).toEqual(expected === undefined ? [] : [expected])
  })
})

describe('versions', () => {
  it('min-version-format: what the schema accepts but no release is', async () => {
    const withMinimum = (version: string) =>
      manifestWith(' version="18.1"', ` version="18.1" min-version-tableau="${version}"`)
    expect(await findings(withMinimum('2021.1-3-4'))).toEqual(['min-version-format error manifest.xml:2:107'])
    expect(await findings(withMinimum('٢٠٢١.١'))).toEqual(['min-version-format error manifest.xml:2:107'])
    expect(await findings(withMinimum('2021.1.3'))).toEqual([])
    // What the schema refuses is told once.
    expect(await findings(withMinimum('x'))).toEqual(['schema-invalid error manifest.xml:2:128'])
  })

  it('plugin-version-format: a version with dashes', async () => {
    expect(await findings(manifestWith('"1.0.0"', '"1.0-2"'))).toEqual([
      'plugin-version-format warning manifest.xml:2:56',
    ])
  })
})

describe('references of the manifest', () => {
  it.each([
    ['<oauth-config file="null_config"/>', 0],
    ['<oauth-config file="null_config"/><oauth-config file="null_config"/>', 1],
    ['<oauth-config file="null_config"/><oauth-config file="o.xml"/>', 1],
    ['<oauth-config file="o.xml"/><oauth-config file="null_config"/>', 1],
    ['<oauth-config file="o.xml"/>', 0],
  ])('null-oauth-config-alone: %s', async (configs, expected) => {
    const changes = {
      ...manifestWith('</connector-plugin>', `${configs}</connector-plugin>`),
      'o.xml':
        '<pluginOAuthConfig><dbclass>brook_jdbc</dbclass><authUri/><tokenUri/><scopes/></pluginOAuthConfig>',
    }
    const found = await findings(changes)
    expect(found.filter((finding) => finding.startsWith('null-oauth-config-alone error'))).toHaveLength(
      expected,
    )
    expect(found).toHaveLength(expected)
  })

  it('metadata-needs-fields', async () => {
    const changes: Record<string, string> = {
      ...manifestWith(
        '<connection-fields file="connection-fields.xml"/>',
        '<connection-metadata file="m.xml"/>',
      ),
      'm.xml': '<connection-metadata><database enabled="true"/></connection-metadata>',
    }
    expect(await findings(changes)).toEqual(['metadata-needs-fields error manifest.xml:20:3'])
    changes['manifest.xml'] = replaceIn(
      manifest,
      '<connection-resolver',
      '<connection-metadata file="m.xml"/><connection-resolver',
    )
    expect(await findings(changes)).toEqual([])
  })

  it('fallback-resources-missing', async () => {
    const changes: Record<string, string> = fieldsWith('label="Port"', 'label="@string/port/"')
    changes['resources-de_DE.xml'] = '<resources><string name="port">Anschluss</string></resources>'
    expect(await findings(changes)).toEqual(['fallback-resources-missing error connection-fields.xml:4:22'])
    changes['resources-en_US.xml'] = '<resources><string name="port">Port</string></resources>'
    expect(await findings(changes)).toEqual([])
  })
})

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

describe('jdbc-needs-connection-properties', () => {
  it.each(['<connection-properties/>', '<connection-properties><!-- later --></connection-properties>', ''])(
    'refuses %s',
    async (properties) => {
      const changes = {
        'connection-resolver.tdr': (resolver ?? '').replace(
          /<connection-properties>.*<\/connection-properties>/s,
          properties,
        ),
      }
      const line = properties === '' ? '3:3' : '19:5'
      expect(await findings(changes)).toEqual([
        `jdbc-needs-connection-properties error connection-resolver.tdr:${line}`,
      ])
    },
  )

  it('takes the superclass as a token', async () => {
    const changes = {
      ...manifestWith('superclass="jdbc"', 'superclass=" jdbc "'),
      'connection-resolver.tdr': '<tdr class="brook_jdbc"/>',
    }
    expect(await findings(changes)).toEqual([
      'jdbc-needs-connection-properties error connection-resolver.tdr:1:1',
    ])
  })

  it('does not ask odbc connectors', async () => {
    const changes = {
      ...manifestWith('superclass="jdbc"', 'superclass="odbc"'),
      'connection-resolver.tdr': '<tdr class="brook_jdbc"/>',
    }
    expect(await findings(changes)).toEqual([])
  })

  it('warns where there is no resolver at all', async () => {
    expect(await findings(manifestWith('<connection-resolver file="connection-resolver.tdr"/>', ''))).toEqual(
      ['jdbc-needs-connection-properties warning manifest.xml:2:38'],
    )
  })
})

describe('dialect and fields of one’s own', () => {
  it('dialect-default-sql', async () => {
    const changes = {
      'dialect.tdd': replaceIn(valid['dialect.tdd'], 'version=', 'base="DefaultSQLDialect" version='),
    }
    // The first `version` of the file is that of the XML declaration.
    changes['dialect.tdd'] = '<dialect name="B" class="brook_jdbc" version="18.1" base="DefaultSQLDialect"/>'
    expect(await findings(changes)).toEqual(['dialect-default-sql warning dialect.tdd:1:53'])
  })

  it('vendor-defined-fields: one finding for each file', async () => {
    const found = await check(withField('<field name="v-a" label="A" value-type="string"/>'))
    expect(found).toMatchObject([{ rule: 'vendor-defined-fields', severity: 'info', line: 13 }])
    expect(found[0]?.message).toContain('`v-a`')
  })
})
