import { replaceIn } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import {
  check,
  fieldsWith,
  findings,
  manifest,
  manifestWith,
  resolver,
  resolverWith,
  valid,
  withField,
} from './testing/changed-connector.ts'

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
