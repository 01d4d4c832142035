import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { expect, it } from 'vitest'
import { memorySource } from '../connector/memory-source.ts'
import type { Diagnostic } from '../report/diagnostic.ts'
import { buildTaco } from './build.ts'

const source = memorySource(
  minimalConnector({
    'connectionBuilder.js': undefined,
    'connectionBuilder.ts': 'export default () => [] } }',
  }),
)

async function messages(findings: Diagnostic[]): Promise<string[]> {
  const { report } = await buildTaco({}, { source, findings, environment: {}, write: false })
  return report.diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)
}

it('says of a script that was not built that it has to be, unless the adapter told what is wrong with it', async () => {
  const generic = 'connectionBuilder.js must be built from connectionBuilder.ts first'
  expect(await messages([])).toEqual([generic])
  const told = 'connectionBuilder.ts cannot be built: Unexpected "}"'
  // The fault may lie in a module that the script imports.
  const fault = { rule: 'script-not-built', severity: 'error', message: told, file: 'lib/shared.ts' } as const
  expect(await messages([{ ...fault, about: { script: 'connectionBuilder.ts' } }])).toEqual([told])
  const other = 'connectionProperties.ts cannot be built: Unexpected "}"'
  const ofOther = { ...fault, message: other, about: { script: 'connectionProperties.ts' } }
  expect((await messages([ofOther])).sort()).toEqual([generic, other].sort())
})

it('reports no facts that are for the steps of a build only', async () => {
  const about = { script: 'connectionBuilder.ts' }
  const fault = { rule: 'script-not-built', severity: 'error', message: 'm', about } as const
  const { report } = await buildTaco({}, { source, findings: [fault], environment: {}, write: false })
  expect(report.diagnostics.filter(({ rule }) => rule === 'script-not-built')).toEqual([
    { rule: 'script-not-built', severity: 'error', message: 'm' },
  ])
})

it.each([
  ['of a plain script that it uses no database', '(function (attr) { return [attr.server] })', 1],
  ['nothing of what a script uses that is not built', 'export default (attr => {', 0],
])('says %s', async (_, script, expected) => {
  const { 'manifest.xml': manifest } = minimalConnector()
  const metadata = '<connection-metadata file="connection-metadata.xml"/><connection-resolver'
  const files = minimalConnector({
    'manifest.xml': replaceIn(manifest, '<connection-resolver', metadata),
    'connection-metadata.xml':
      '<connection-metadata><database enabled="true"/><schema enabled="true"/><table enabled="true"/></connection-metadata>',
    'connectionBuilder.js': script,
    'connectionProperties.js': '(function (attr) { return { user: attr.username } })',
  })
  const { report } = await buildTaco({}, { source: memorySource(files), environment: {}, write: false })
  const found = report.diagnostics.filter(({ rule }) => rule === 'md-database-dbname')
  expect(found.map(({ line }) => line)).toEqual(expected === 0 ? [] : [1])
})
