import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Outcome, type Workplace, workplace } from '../testing/run-cli.ts'

let place: Workplace
let home: Record<string, string>

const manifest = (name: string, version: string, minimum?: string): string =>
  `<connector-plugin class="${name}" plugin-version="${version}"${minimum === undefined ? '' : ` min-version-tableau="${minimum}"`}/>`

beforeEach(async () => {
  place = await workplace({
    'tableau/old/manifest.xml': manifest('brook_jdbc', '1.9.0'),
    'dev/brook/manifest.xml': manifest('brook_jdbc', '1.10.0'),
    'dev/other/manifest.xml': manifest('other_jdbc', '1.0.0'),
    'dev/notes/readme.md': '',
    'again/brook/manifest.xml': manifest('brook_jdbc', '1.10.0'),
    'single/manifest.xml': manifest('brook_jdbc', '1.10.0'),
    'new/brook/manifest.xml': manifest('brook_jdbc', '2.0.0', '2023.1'),
    'raw/Connectors/manifest.xml': manifest('brook_jdbc', '3.0.0'),
    'raw/Connectors/only/manifest.xml': manifest('only_jdbc', '3.0.0'),
    'repo/Connectors/broken.taco': 'text',
  })
  await mkdir(join(place.folder, 'home'))
  home = { HOME: join(place.folder, 'home'), TACOSMITH_HOME: join(place.folder, 'home/tacosmith') }
})
afterEach(() => place.dispose())

const resolve = (...words: string[]): Promise<Outcome> =>
  place.run(['resolve', '--built-in', 'tableau', '--repository', 'repo', ...words], home)

/** What is found on the computer that runs the tests takes no part. */
const withoutAllUsers = (text: string): string => text.replace(/^ {2}all users .*\n/m, '')

describe('tacosmith resolve', () => {
  it('tells who wins, who loses and why, in 80 columns', async () => {
    const { exitCode, stdout, stderr } = await resolve('dev', 'again')
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
    expect(withoutAllUsers(stdout)).toMatchInlineSnapshot(`
      "Tableau since 2022.2: the highest version of a class wins; on a tie, the first
      to be loaded.

      brook_jdbc
        wins   1.10.0, the first loaded of those with the highest version
               no. 2 in load order, under development, unpacked
               dev/brook
        loses  1.9.0, version 1.9.0 is lower than 1.10.0
               no. 1 in load order, built-in, unpacked
               tableau/old
        loses  1.10.0, the same version, loaded later
               no. 4 in load order, under development, unpacked
               again/brook

      other_jdbc
        wins   1.0.0, the only one of its class
               no. 3 in load order, under development, unpacked
               dev/other

      not readable, so not considered
        repo/Connectors/broken.taco
          the file is not a well-formed archive: its last 22 bytes are not an
          end-of-directory record (cut short, a comment, or bytes after it)

      looked in
        built-in           tableau
        Tableau Desktop    repo/Connectors
        under development  dev
        under development  again
      "
    `)
  })

  it('goes by the older rule before 2022.2', async () => {
    const { exitCode, stdout } = await resolve('dev', '--tableau', '2021.4')
    expect(exitCode).toBe(0)
    expect(withoutAllUsers(stdout)).toMatchInlineSnapshot(`
      "Tableau 2021.4: the first connector of a class to be loaded wins.

      brook_jdbc
        wins   1.9.0, the first loaded
               no. 1 in load order, built-in, unpacked
               tableau/old
        loses  1.10.0, loaded later
               no. 2 in load order, under development, unpacked
               dev/brook

      other_jdbc
        wins   1.0.0, the only one of its class
               no. 3 in load order, under development, unpacked
               dev/other

      not readable, so not considered
        repo/Connectors/broken.taco
          the file is not a well-formed archive: its last 22 bytes are not an
          end-of-directory record (cut short, a comment, or bytes after it)

      looked in
        built-in           tableau
        Tableau Desktop    repo/Connectors
        under development  dev
      "
    `)
  })

  it('names what Tableau does not load, with the reason', async () => {
    const { stdout } = await resolve('single', 'new', '--tableau', '2022.4', '--repository', 'raw')
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
    expect(withoutAllUsers(stdout)).toMatchInlineSnapshot(`
      "Tableau 2022.4: the highest version of a class wins; on a tie, the first to be
      loaded.

      brook_jdbc
        wins   1.9.0, the only one of its class that Tableau loads
               no. 1 in load order, built-in, unpacked
               tableau/old
        loses  2.0.0, it needs Tableau 2023.1 or newer
               not loaded, under development, unpacked
               new/brook
        loses  3.0.0, Tableau takes only .taco files from this folder
               not loaded, Tableau Desktop, unpacked
               raw/Connectors
        loses  1.10.0, this is the searched folder itself, and Tableau looks for
               connectors in its subfolders: give the folder above
               not loaded, under development, unpacked
               single

      only_jdbc
        Tableau loads none of these.
        loses  3.0.0, Tableau takes only .taco files from this folder
               not loaded, Tableau Desktop, unpacked
               raw/Connectors/only

      looked in
        built-in           tableau
        Tableau Desktop    raw/Connectors
        under development  single
        under development  new
      "
    `)
    const { stdout: json } = await resolve('single', 'new', '--tableau', '2022.4', '--json')
    const [{ winner, losers }] = JSON.parse(json).classes
    expect(winner).toMatchObject({ version: '1.9.0', order: 1 })
    expect(losers.map(({ version, order }: { version: string; order?: number }) => [version, order])).toEqual(
      [
        ['2.0.0', undefined],
        ['1.10.0', undefined],
      ],
    )
  })

  it('says from which release on a connector wins where none is named', async () => {
    const { stdout } = await resolve('dev', 'new', '--json')
    const [{ since, winner, losers }] = JSON.parse(stdout).classes
    expect({ since, winner }).toMatchObject({
      since: '2023.1',
      winner: { version: '2.0.0', minTableauVersion: '2023.1' },
    })
    expect(losers.map(({ reason }: { reason: string }) => reason)).toEqual([
      'version 1.9.0 is lower than 2.0.0',
      'version 1.10.0 is lower than 2.0.0; it wins before Tableau 2023.1',
    ])
  })

  it('prints one JSON document', async () => {
    const { exitCode, stdout } = await resolve('dev', 'again', '--json')
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      regime: 'highest-version',
      classes: [
        {
          class: 'brook_jdbc',
          winner: {
            version: '1.10.0',
            order: 2,
            signature: 'unpacked',
            file: join(place.folder, 'dev/brook'),
          },
          reason: 'the first loaded of those with the highest version',
          losers: [
            { version: '1.9.0', order: 1, place: { kind: 'built-in' }, reason: expect.any(String) },
            { version: '1.10.0', order: 4, file: join(place.folder, 'again/brook') },
          ],
        },
        { class: 'other_jdbc', losers: [] },
      ],
      unreadable: [{ file: join(place.folder, 'repo/Connectors/broken.taco') }],
      places: expect.arrayContaining([expect.objectContaining({ kind: 'repository', exists: true })]),
    })
  })

  it.each<[string, string[], RegExp]>([
    ['a folder that does not exist', ['nix'], /nix does not exist/],
    ['a file', ['repo/Connectors/broken.taco'], /is a file/],
    ['another version', ['--tableau', 'new'], /new is not a Tableau version/],
    ['another product', ['--product', 'server'], /desktop, prep/],
  ])('%s is wrong use', async (_, words, message) => {
    const { exitCode, stdout, stderr } = await resolve(...words)
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toMatch(message)
  })

  it('says how to name a repository that was given as a folder under development', async () => {
    const { exitCode, stderr } = await resolve('repo')
    expect(exitCode).toBe(0)
    expect(stderr).toContain('warning  repo is a Tableau repository')
    expect(stderr).toContain('Use --repository repo.')
  })
})
