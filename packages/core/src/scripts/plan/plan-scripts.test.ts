import { describe, expect, it } from 'vitest'
import { memorySource, readConnector } from '../../connector/index.ts'
import { checkScriptPlans, planScripts } from './plan-scripts.ts'

const manifest = `<connector-plugin class="a" superclass="jdbc" plugin-version="1.0.0" name="A" version="18.1">
  <vendor-information><company name="A"/><support-link url="https://example.com"/></vendor-information>
  <connection-resolver file="connectionResolver.tdr"/>
</connector-plugin>`

const resolver = `<tdr class="a">
  <connection-resolver>
    <connection-builder><script file="connectionBuilder.js"/></connection-builder>
    <connection-properties><script file="scripts/properties.js"/></connection-properties>
  </connection-resolver>
</tdr>`

const plain = '(function dsbuilder(attr) { return []; })'

async function planned(scripts: Record<string, string>) {
  const files = { 'manifest.xml': manifest, 'connectionResolver.tdr': resolver, ...scripts }
  const connector = await readConnector(memorySource(files))
  const plans = await planScripts(connector)
  return { plans, findings: await checkScriptPlans(connector.source, plans) }
}

describe('planScripts', () => {
  it('passes plain scripts on and names those that are missing', async () => {
    const { plans } = await planned({ 'connectionBuilder.js': plain })
    expect(plans).toMatchObject([
      { role: 'connection-builder', path: 'connectionBuilder.js', kind: 'plain' },
      {
        role: 'connection-properties',
        path: 'scripts/properties.js',
        kind: 'missing',
        place: { file: 'connectionResolver.tdr', line: 4 },
      },
    ])
  })

  it('takes a TypeScript file for the script that the resolver names', async () => {
    const { plans, findings } = await planned({ 'connectionBuilder.ts': 'export default () => []' })
    expect(plans[0]).toMatchObject({ kind: 'module', sourcePath: 'connectionBuilder.ts' })
    expect(findings).toEqual([])
  })

  it('tells an ES module from a plain script by its syntax', async () => {
    const { plans } = await planned({
      'connectionBuilder.js': 'import { a } from "./a.js"\nexport default (attr) => [a]',
      'scripts/properties.js': 'function notATableauScript(attr) { return {} }',
    })
    expect(plans).toMatchObject([
      { kind: 'module', sourcePath: 'connectionBuilder.js' },
      { kind: 'plain', sourcePath: 'scripts/properties.js' },
    ])
  })

  it('warns where two sources of one script exist, and says which one counts', async () => {
    const { plans, findings } = await planned({
      'connectionBuilder.js': plain,
      'connectionBuilder.ts': 'export default () => []',
    })
    expect(plans[0]).toMatchObject({ kind: 'module', sourcePath: 'connectionBuilder.ts' })
    expect(findings).toMatchObject([
      { rule: 'script-two-sources', severity: 'warning', file: 'connectionBuilder.js' },
    ])
  })
})
