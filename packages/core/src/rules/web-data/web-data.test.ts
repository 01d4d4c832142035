import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import { buildTaco } from '../../build/build.ts'
import { checkConnector } from '../../build/check.ts'
import { memorySource } from '../../connector/memory-source.ts'

/** A web data connector as Tableau's toolkit writes it. */
const files = {
  'manifest.xml': `<connector-plugin class='brook' superclass='eps' plugin-version='1.0.0' name='brook' version='18.1'
                  min-version-tableau='2023.1'>
  <vendor-information>
    <company name='Brook Works'/>
    <support-link url='https://brook.example/support'/>
  </vendor-information>
  <connection-customization class="brook" enabled="true" version="10.0">
    <vendor name="v"/>
    <driver name="d"/>
    <customizations>
    </customizations>
  </connection-customization>
  <connection-fields file='connection-fields.xml'/>
  <connection-metadata file='connection-metadata.xml'/>
</connector-plugin>`,
  'connection-fields.xml': `<connection-fields>
  <field default-value="brook" editable="false" value-type="string" category="endpoint" label="@string/server_prompt/" name="server"/>
  <field default-value="auth-none" editable="false" value-type="string" category="authentication" label="Authentication" name="authentication"/>
  <field default-value="" editable="false" value-type="string" category="general" label="connectionData" name="connectionData"/>
  <field default-value="true" editable="false" value-type="string" category="general" label="is-eps-taco" name="is-eps-taco"/>
  <field default-value="" editable="false" value-type="string" category="general" label="eps-connection-id" name="eps-connection-id"/>
</connection-fields>`,
  'connection-metadata.xml': `<connection-metadata>
  <database enabled='false' label="@string/http_path_prompt/"/>
  <schema enabled='false' label="@string/metadata_database_prompt/"/>
  <table enabled='true' label="@string/metadata_table_prompt/"/>
</connection-metadata>`,
}

async function rulesOf(changed: Record<string, string>): Promise<string[]> {
  const { report } = await checkConnector({}, { source: memorySource(changed), environment: {} })
  return report.diagnostics.map(({ rule }) => rule)
}

describe('a web data connector', () => {
  it('meets its own rules, not those of connectors with drivers', async () => {
    expect(await rulesOf(files)).toEqual(['eps-deprecated'])
    const http = replaceIn(files['manifest.xml'], 'https:', 'http:')
    expect(await rulesOf({ ...files, 'manifest.xml': http })).toEqual(['eps-deprecated', 'https-only'])
    const stray = replaceIn(files['manifest.xml'], '<vendor name="v"/>', '<x/>')
    expect(await rulesOf({ ...files, 'manifest.xml': stray })).toContain('schema-invalid')
  })

  it('may have a class with hyphens, as the toolkit makes them', async () => {
    const renamed = (name: string) => ({
      ...files,
      'manifest.xml': files['manifest.xml'].replaceAll(/class=(['"])brook\1/g, `class='${name}'`),
    })
    expect(await rulesOf(renamed('brook-levels'))).toEqual(['eps-deprecated'])
    expect(await rulesOf(renamed('snowflake'))).toEqual(['mf-class-charset', 'eps-deprecated'])
  })

  it('is not packaged: the application would be missing', async () => {
    const result = await buildTaco({}, { source: memorySource(files), environment: {}, write: false })
    expect(result.ok).toBe(false)
    expect(result.report.diagnostics.filter(({ severity }) => severity === 'error')).toMatchObject([
      { rule: 'eps-not-packaged', file: 'manifest.xml', help: expect.stringContaining('tacosmith sign') },
    ])
  })

  it('is nothing that another connector hears of', async () => {
    expect((await rulesOf(minimalConnector())).filter((rule) => rule.startsWith('eps-'))).toEqual([])
  })
})
