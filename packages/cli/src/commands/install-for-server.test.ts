import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { callScript, minimalConnector } from '@tacosmith/test-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inConnectorFolder, type Outcome, type Workplace, workplace } from '../testing/run-cli.ts'

const file = 'dist/brook-1.0.0.taco'
let place: Workplace
let home: Record<string, string>

/** A home without repositories, so that nothing of this computer takes part, and an unsigned connector. */
beforeEach(async () => {
  place = await workplace(inConnectorFolder(minimalConnector()))
  await mkdir(join(place.folder, 'repo'))
  home = { HOME: join(place.folder, 'home'), TACOSMITH_HOME: join(place.folder, 'home/tacosmith') }
  expect(await run('build', '--file-name', 'brook-1.0.0.taco')).toMatchObject({ exitCode: 0 })
})
afterEach(() => place.dispose())

const run = (...words: string[]): Promise<Outcome> => place.run(words, home)

describe('tacosmith install for a server', () => {
  it('installs for a server under development, with the commands to type', async () => {
    const { exitCode, stdout, stderr } = await run('install', file, '--development', 'dev', '--unsigned')
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout.replace(place.folder, '/work')).toMatchInlineSnapshot(`
      "installed  brook_jdbc 1.0.0 (unsigned)
        under development
          dev/brook-1.0.0.taco

      Configure Tableau Server, as its administrator:
        tsm configuration set -k native_api.connect_plugins_path -v /work/dev
        tsm configuration set -k native_api.disable_verify_connector_plugin_signature -v true
        tsm pending-changes apply
      If it refuses a key, add --force-keys. Applying the changes restarts the server.
      "
    `)
  })

  it('puts a folder unpacked into the development folder, its scripts built', async () => {
    await place.write(
      inConnectorFolder({
        ...minimalConnector(),
        'connectionBuilder.js': 'export default (attr) => [attr.server]',
      }),
    )
    const { exitCode, stdout, stderr } = await run('install', 'connector', '--development', 'dev')
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout.replace(place.folder, '/work')).toMatchInlineSnapshot(`
      "installed  brook_jdbc 1.0.0 (unpacked)
        under development
          dev/brook_jdbc

      Configure Tableau Server, as its administrator:
        tsm configuration set -k native_api.connect_plugins_path -v /work/dev
        tsm pending-changes apply
      If it refuses a key, add --force-keys. Applying the changes restarts the server.
      "
    `)
    const script = await readFile(join(place.folder, 'dev/brook_jdbc/connectionBuilder.js'), 'utf8')
    expect(callScript(script, { server: 'db' })).toEqual(['db'])
    const again = await run('install', 'connector', '--development', 'dev', '--json')
    expect(JSON.parse(again.stdout)).toMatchObject({
      signature: 'unpacked',
      targets: [{ file: join(place.folder, 'dev/brook_jdbc'), outcome: 'unchanged' }],
    })
    const elsewhere = await run('install', 'connector', '--repository', 'repo')
    expect(elsewhere).toMatchObject({ exitCode: 2, stdout: '' })
    expect(elsewhere.stderr).toContain('is a folder')
    await place.write({ 'connector/dialect.tdd': '<dialect>' })
    const faulty = await run('install', 'connector', '--development', 'dev')
    expect(faulty).toMatchObject({ exitCode: 1, stdout: '' })
    expect(faulty.stderr).toContain('connector/dialect.tdd:')
  })

  it('installs an unsigned file for a server, with the commands to type', async () => {
    await place.write({ 'srv/data/tabsvc/vizqlserver/x': '' })
    const { exitCode, stdout, stderr } = await run('install', file, '--server-dir', 'srv', '--unsigned')
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toMatchInlineSnapshot(`
      "installed  brook_jdbc 1.0.0 (unsigned)
        Tableau Server
          srv/data/tabsvc/vizqlserver/Connectors/brook-1.0.0.taco

      Do the same on every node of the server, then restart Tableau Server.

      Configure Tableau Server, as its administrator:
        tsm configuration set -k native_api.disable_verify_connector_plugin_signature -v true
        tsm pending-changes apply
      If it refuses a key, add --force-keys. Applying the changes restarts the server.
      "
    `)
  })

  it.skipIf(process.platform === 'win32')('warns of a file that only its owner can read', async () => {
    const before = process.umask()
    const { stdout } = await place.runApart(['install', file, '--development', 'dev', '--unsigned'], home)
    expect(stdout).toContain('installed')
    await rm(join(place.folder, 'dev'), { recursive: true })
    await mkdir(join(place.folder, 'dev'))
    process.umask(0o077)
    try {
      const { stderr } = await place.runApart(['install', file, '--development', 'dev', '--unsigned'], home)
      expect(stderr).toContain('Tableau Server runs as another user')
      expect(stderr).toContain('chmod o+r dev/brook-1.0.0.taco')
    } finally {
      process.umask(before)
    }
  })
})
