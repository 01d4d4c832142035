import { readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { minimalConnector } from '@tacosmith/test-kit'
import { afterEach, describe, expect, it } from 'vitest'
import { type DevSession, startDev } from '../testing/dev-session.ts'
import { checkJson } from '../testing/json-watch.ts'
import { inConnectorFolder, type Workplace, workplace } from '../testing/run-cli.ts'

let place: Workplace
let running: DevSession | undefined
afterEach(async () => {
  await running?.kill()
  running = undefined
  await place.dispose()
})

function start(...words: string[]): DevSession {
  running = startDev(place.folder, words)
  return running
}

const kept = '.tacosmith/dev/brook_jdbc'
const read = (name: string): Promise<string> => readFile(join(place.folder, name), 'utf8')
const filesOfTarget = async (): Promise<string[]> =>
  (await place.files()).filter((name) => name.startsWith(kept)).map((name) => name.slice(kept.length + 1))

const connector = minimalConnector()
const dialect = connector['dialect.tdd'] ?? ''
const withTypeScript = {
  ...inConnectorFolder({ ...connector, 'connectionBuilder.js': undefined as unknown as string }),
  'connector/connectionBuilder.ts':
    'import { port } from "../shared/port.ts"\nexport default (attr: any) => [`jdbc:x://${attr.server}:${port}`]\n',
  'package.json': '{}',
  'shared/port.ts': 'export const port: string = "1000"\n',
}

function present(files: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).filter(([, text]) => text !== undefined)) as Record<
    string,
    string
  >
}

describe('dev', () => {
  it('follows changes, keeps the last good state while there are errors, and ends on Ctrl-C', async () => {
    place = await workplace(present(withTypeScript))
    const session = start()
    await session.until('brook_jdbc is in')
    const first = await filesOfTarget()
    expect(first).toEqual(expect.arrayContaining(['manifest.xml', 'dialect.tdd', 'connectionBuilder.js']))
    expect(first.filter((name) => name.startsWith('META-INF') || name.endsWith('.ts'))).toEqual([])

    // Change: what a script imports from elsewhere counts too.
    await place.write({ 'shared/port.ts': 'export const port: string = "2000"\n' })
    await session.until('port.ts changed. Updated connectionBuilder.js. Restart Tableau to load it.')
    expect(await read(`${kept}/connectionBuilder.js`)).toContain('2000')

    // Break.
    const good = await read(`${kept}/dialect.tdd`)
    await place.write({ 'connector/dialect.tdd': dialect.replace('</dialect>', '') })
    await session.until('The folder still holds the previous version of the connector.')
    expect(session.output()).toContain('connector/dialect.tdd:')
    expect(await read(`${kept}/dialect.tdd`)).toBe(good)
    await place.write({ 'connector/connectionBuilder.ts': 'export default (' })
    await place.write({ 'connector/dialect.tdd': dialect })
    await session.until('connectionBuilder.ts cannot be built')
    await session.until('connector/connectionBuilder.ts:1:')
    await session.until('The folder still holds')

    // Mend.
    await place.write({ 'connector/connectionBuilder.ts': 'export default () => ["jdbc:x://mended"]\n' })
    await session.until('Updated connectionBuilder.js')
    expect(await read(`${kept}/connectionBuilder.js`)).toContain('mended')

    // Stop.
    const before = await place.files()
    expect(await session.stop('SIGINT')).toBe(0)
    expect(await place.files()).toEqual(before)
    expect(before.filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  it('removes what is no part of the connector any more, and moves with the class', async () => {
    place = await workplace(inConnectorFolder(connector))
    const session = start()
    await session.until('brook_jdbc is in')
    const manifest = connector['manifest.xml'] ?? ''
    await place.write({
      'connector/other.tdd': dialect,
      'connector/manifest.xml': manifest.replace('dialect.tdd', 'other.tdd'),
    })
    await session.until(/dialect\.tdd\s+\(removed\)/)
    expect(await filesOfTarget()).toContain('other.tdd')
    expect(await filesOfTarget()).not.toContain('dialect.tdd')

    const renamed = Object.fromEntries(
      Object.entries(connector).map(([name, text]) => [name, text.replaceAll('brook_jdbc', 'river_jdbc')]),
    )
    await place.write(inConnectorFolder(renamed))
    await session.until(/Updated\s[\s\S]*manifest\.xml/)
    expect(await filesOfTarget()).toEqual([])
    expect(await place.files()).toContain('.tacosmith/dev/river_jdbc/manifest.xml')
    expect(await session.stop('SIGTERM')).toBe(0)
  })

  it('goes on when the connector is away for a moment', async () => {
    place = await workplace(inConnectorFolder(connector))
    const session = start()
    await session.until('brook_jdbc is in')
    await rename(join(place.folder, 'connector'), join(place.folder, 'away'))
    await session.until('The folder still holds')
    await rm(join(place.folder, 'away'), { recursive: true })
    await place.write(
      inConnectorFolder({
        ...connector,
        'dialect.tdd': dialect.replace('<dialect ', '<!-- new --><dialect '),
      }),
    )
    await session.until('Updated dialect.tdd')
    await place.write({ 'connector/dialect.tdd': dialect })
    await session.until('Updated dialect.tdd')
    expect(await session.stop('SIGINT')).toBe(0)
  })

  it('--json prints an object a line', async () => {
    place = await workplace(inConnectorFolder(connector))
    const session = start('--json', '--out', 'kept')
    await session.until('"ok":true')
    await place.write({ 'connector/dialect.tdd': '<dialect' })
    await session.until('"ok":false')
    await session.stop('SIGINT')
    const lines = session
      .output()
      .split('\n')
      .filter((line) => line.startsWith('{'))
    checkJson(['dev', '--json'], lines.join('\n'))
    const rounds = lines.map((line) => JSON.parse(line) as { ok: boolean })
    // A file that is read while it is written makes a round of its own.
    const changes = rounds.filter(({ ok }, index) => rounds[index - 1]?.ok !== ok)
    expect(changes).toMatchObject([
      {
        ok: true,
        class: 'brook_jdbc',
        folder: join(place.folder, 'kept'),
        removed: [],
        report: { errors: 0 },
      },
      { ok: false, report: { ok: false } },
    ])
  })
})

describe('dev --once', () => {
  it('brings the folder up to date and ends', async () => {
    place = await workplace(inConnectorFolder(connector))
    const { exitCode, stdout } = await place.run(['dev', '--once'])
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: `brook_jdbc is in ${kept}. To start Tableau with it:\n  tacosmith run desktop ${kept}\n`,
    })
    await place.write({ 'connector/dialect.tdd': '<dialect' })
    expect(await place.run(['dev', '--once'])).toMatchObject({ exitCode: 1, stdout: '' })
    expect(await filesOfTarget()).toContain('dialect.tdd')
  })

  it('says of a folder that was chosen how Tableau Server reads it', async () => {
    place = await workplace(inConnectorFolder(connector))
    const { exitCode, stdout } = await place.run(['dev', '--once', '--out', 'plugins/brook'])
    expect(exitCode).toBe(0)
    expect(stdout.replaceAll(place.folder, '/work')).toMatchInlineSnapshot(`
      "brook_jdbc is in plugins/brook. To start Tableau with it:
        tacosmith run desktop plugins/brook

      Configure Tableau Server, as its administrator:
        tsm configuration set -k native_api.connect_plugins_path -v /work/plugins
        tsm pending-changes apply
      If it refuses a key, add --force-keys. Applying the changes restarts the server.
      "
    `)
  })

  it.each(['connector', '.'])('refuses to write over the sources in %s', async (out) => {
    place = await workplace(inConnectorFolder(connector))
    const before = await place.files()
    const { exitCode, stderr } = await place.run(['dev', '--once', '--out', out])
    expect(exitCode).toBe(2)
    expect(stderr).toContain('would overwrite the connector')
    expect(await place.files()).toEqual(before)
  })

  it('refuses a folder with files of others', async () => {
    place = await workplace({ ...inConnectorFolder(connector), 'other/manifest.xml': 'mine' })
    const { exitCode, stderr } = await place.run(['dev', '--once', '--out', 'other'])
    expect(exitCode).toBe(2)
    expect(stderr).toContain('holds files that tacosmith did not write')
    expect(await read('other/manifest.xml')).toBe('mine')
  })
})
