import { execFileSync } from 'node:child_process'
import { chmod, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { expect, test } from 'vitest'
import { commitAll } from '../testing/committed-connector.ts'
import { serveConnector } from '../testing/served-connector.ts'
import type { PreviewChange } from './preview-content.ts'

const fields = minimalConnector()['connection-fields.xml']

async function changesAfter(
  work: (folder: string, change: (file: string, text: string) => Promise<void>) => Promise<void>,
): Promise<PreviewChange[] | undefined> {
  const { project, live, change } = await serveConnector({ 'helper.js': 'var a = 1\r\nvar b = 2\r\n' })
  commitAll(project)
  live.changed()
  expect((await live.get()).changes).toEqual([])
  await work(join(project, 'connector'), change)
  live.changed()
  return (await live.get()).changes
}

test('a connector that no commit holds has no saved state', async () => {
  const { live } = await serveConnector()
  expect((await live.get()).changes).toBeUndefined()
})

test('a field that differs is told with its line, and so is one that is new', async () => {
  const changes = await changesAfter(async (_, change) => {
    const renamed = replaceIn(fields, 'label="Host"', 'label="Machine"')
    const more = '<field name="v-region" label="Region" value-type="string" optional="true"/>\n'
    await change(
      'connection-fields.xml',
      replaceIn(renamed, '</connection-fields>', `${more}</connection-fields>`),
    )
  })
  expect(changes).toContainEqual({
    ...{ kind: 'changed', what: 'field server, label', before: 'Host', after: 'Machine' },
    place: { file: 'connection-fields.xml', line: 3 },
  })
  expect(changes).toContainEqual({
    ...{ kind: 'added', what: 'field v-region', after: 'Region' },
    place: { file: 'connection-fields.xml', line: 13 },
  })
})

test('files are told by name, whatever their line ends', async () => {
  const changes = await changesAfter(async (folder, change) => {
    await change('helper.js', 'var a = 1\nvar b = 2\n')
    await rm(join(folder, 'connectionProperties.js'))
    await writeFile(
      join(folder, 'connectionBuilder.js'),
      "(function builder(attr) { return ['jdbc:brook:'] })",
    )
  })
  const told = changes?.map(({ kind, place }) => [kind, place?.file])
  expect(told).toContainEqual(['changed', 'connectionBuilder.js'])
  expect(told).toContainEqual(['removed', 'connectionProperties.js'])
  expect(told?.flat()).not.toContain('helper.js')
})

test('a new commit is the new saved state', async () => {
  const { project, live, change } = await serveConnector()
  commitAll(project)
  await change('connection-fields.xml', replaceIn(fields, 'label="Host"', 'label="Machine"'))
  expect((await live.get()).changes).toHaveLength(1)
  commitAll(project)
  live.changed()
  expect((await live.get()).changes).toEqual([])
})

test.skipIf(process.platform === 'win32')('no program that a repository names is started', async () => {
  const { project, live } = await serveConnector()
  commitAll(project)
  const git = (...command: string[]): string =>
    execFileSync('git', command, { cwd: project, encoding: 'utf8' }).trim()
  const blob = git('rev-parse', 'HEAD:connector/manifest.xml')
  const trap = join(project, 'trap.sh')
  await writeFile(trap, `#!/bin/sh\ntouch '${project}/caught'\nexit 1\n`)
  await chmod(trap, 0o755)
  const settings = {
    'core.repositoryFormatVersion': '1',
    'extensions.partialClone': 'origin',
    'remote.origin.promisor': 'true',
    'remote.origin.url': 'ssh://nowhere.invalid/x',
    'protocol.ssh.allow': 'always',
    'core.sshCommand': trap,
    'core.fsmonitor': trap,
    'core.pager': trap,
  }
  for (const [name, value] of Object.entries(settings)) git('config', name, value)
  await rm(join(project, '.git', 'objects', blob.slice(0, 2), blob.slice(2)))
  live.changed()
  expect((await live.get()).changes).toBeUndefined()
  const isCaught = (): Promise<boolean> =>
    stat(join(project, 'caught')).then(
      () => true,
      () => false,
    )
  expect(await isCaught()).toBe(false)
  // The trap works: git alone would fetch what is missing.
  expect(() => execFileSync('git', ['cat-file', 'blob', blob], { cwd: project, stdio: 'ignore' })).toThrow()
  expect(await isCaught()).toBe(true)
})
