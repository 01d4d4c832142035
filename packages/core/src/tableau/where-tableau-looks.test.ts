import { posix, win32 } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Host } from './host.ts'
import { installPlaces, knownPlaces } from './install-target.ts'
import { newestLog } from './newest-log.ts'
import { allUsersPlace } from './places.ts'
import { serverSettings } from './server-settings.ts'
import { chooseTableauProgram, findTableauPrograms } from './tableau-programs.ts'

/** A computer on whose disk these files are; a path that ends in a separator is a folder. */
function computer(platform: NodeJS.Platform, files: string[], environment: Host['environment'] = {}): Host {
  const { dirname, basename } = platform === 'win32' ? win32 : posix
  const kinds = new Map<string, 'file' | 'folder'>()
  for (const path of files) {
    const plain = path.replace(/(?<=.)[\\/]$/, '')
    kinds.set(plain, plain === path ? 'file' : 'folder')
    for (let up = dirname(plain); !kinds.has(up) && up !== dirname(up); up = dirname(up))
      kinds.set(up, 'folder')
  }
  return {
    platform,
    environment,
    home: platform === 'win32' ? 'C:\\Users\\ada' : '/Users/ada',
    disk: {
      kindOf: async (path) => kinds.get(path),
      namesIn: async (folder) =>
        kinds.get(folder) === 'folder'
          ? [...kinds.keys()]
              .filter((path) => dirname(path) === folder)
              .map((path) => basename(path))
              .sort()
          : undefined,
    },
  }
}

const inDesktop = { kind: 'products', products: ['desktop'] } as const
const foldersFor = async (...[target, host]: Parameters<typeof installPlaces>): Promise<string[]> =>
  (await installPlaces(target, host)).map(({ place }) => place.folder)

describe('the repository on Windows', () => {
  const profile = { USERPROFILE: 'C:\\Users\\ada' }

  it('lies in Documents, one for each product', async () => {
    const host = computer(
      'win32',
      [
        'C:\\Users\\ada\\Documents\\My Tableau Repository\\',
        'C:\\Users\\ada\\Documents\\My Tableau Prep Repository\\',
      ],
      profile,
    )
    expect(await foldersFor({ kind: 'products', products: ['desktop', 'prep'] }, host)).toEqual([
      'C:\\Users\\ada\\Documents\\My Tableau Repository\\Connectors',
      'C:\\Users\\ada\\Documents\\My Tableau Prep Repository\\Connectors',
    ])
  })

  it('is found in OneDrive, also of a company and in another language, before the one left behind', async () => {
    const moved = 'D:\\Brook Works\\Dokumente\\My Tableau Repository\\'
    const left = 'C:\\Users\\ada\\Documents\\My Tableau Repository\\'
    const host = computer('win32', [moved, left, 'C:\\OneDrive\\Pictures\\'], {
      ...profile,
      OneDriveCommercial: 'D:\\Brook Works',
      OneDrive: 'C:\\OneDrive',
    })
    expect(await foldersFor(inDesktop, host)).toEqual([`${moved}Connectors`])
    const all = await knownPlaces(host)
    expect(all.map(({ folder }) => folder)).toEqual([
      'C:\\Program Files\\Tableau\\Connectors',
      `${moved}Connectors`,
      `${left}Connectors`,
    ])
  })

  it.each([
    ['我的 Tableau 存储库', '连接器'],
    ['マイ Tableau リポジトリ', 'コネクタ'],
    ['Mon dossier Tableau', 'Connecteurs'],
    ['Mi Repositorio de Tableau', 'Connectors'],
  ])('is called %s where Tableau speaks another language', async (name, connectors) => {
    const folder = `C:\\Users\\ada\\Documents\\${name}`
    const host = computer('win32', [`${folder}\\${connectors}\\`, `${folder} Prep\\`], profile)
    expect(await foldersFor(inDesktop, host)).toEqual([`${folder}\\${connectors}`])
    const given = { ...inDesktop, repository: `${folder}\\${connectors}` }
    expect(await foldersFor(given, host)).toEqual([`${folder}\\${connectors}`])
  })

  it('is known by what is in it where its name is not, and not by its name alone', async () => {
    const folder = 'C:\\Users\\ada\\Documents\\Tableaus lager'
    const host = computer(
      'win32',
      [
        `${folder}\\Preferences.tps`,
        `${folder}\\Loggar\\log.txt`,
        'C:\\Users\\ada\\Documents\\Tableau notes\\a.txt',
      ],
      profile,
    )
    expect(await foldersFor(inDesktop, host)).toEqual([`${folder}\\Connectors`])
    expect(await newestLog(host, undefined, async () => 1)).toBe(`${folder}\\Loggar\\log.txt`)
  })

  it('must be named where Documents was moved elsewhere', async () => {
    const host = computer('win32', ['E:\\Files\\My Tableau Repository\\'], {
      ...profile,
      OneDrive: 'C:\\OneDrive',
    })
    await expect(installPlaces(inDesktop, host)).rejects.toMatchObject({
      code: 'environment',
      message:
        'found no My Tableau Repository of Tableau Desktop in C:\\OneDrive\\* or in C:\\Users\\ada\\Documents',
      help: expect.stringContaining('--repository'),
    })
    const named = { ...inDesktop, repository: 'E:\\Files\\My Tableau Repository' }
    expect(await foldersFor(named, host)).toEqual(['E:\\Files\\My Tableau Repository\\Connectors'])
  })

  it('takes the home folder where USERPROFILE is missing', async () => {
    const host = computer('win32', ['C:\\Users\\ada\\Documents\\My Tableau Repository\\'])
    expect(await foldersFor(inDesktop, host)).toEqual([
      'C:\\Users\\ada\\Documents\\My Tableau Repository\\Connectors',
    ])
  })
})

describe('the repository on other systems', () => {
  it('lies in Documents on macOS, whatever OneDrive says', async () => {
    const host = computer('darwin', ['/Users/ada/Documents/My Tableau Repository/'], { OneDrive: '/one' })
    expect(await foldersFor(inDesktop, host)).toEqual([
      '/Users/ada/Documents/My Tableau Repository/Connectors',
    ])
  })

  it('does not exist on Linux, but one can be named, also by its Connectors folder', async () => {
    const host = computer('linux', ['/srv/repository/Connectors/'])
    await expect(installPlaces(inDesktop, host)).rejects.toMatchObject({ code: 'environment' })
    for (const repository of ['/srv/repository', '/srv/repository/Connectors']) {
      expect(await foldersFor({ ...inDesktop, repository }, host)).toEqual(['/srv/repository/Connectors'])
    }
  })

  it('is one of one product', async () => {
    const host = computer('linux', ['/srv/repository/'])
    const both = { kind: 'products', products: ['desktop', 'prep'], repository: '/srv/repository' } as const
    await expect(installPlaces(both, host)).rejects.toMatchObject({ code: 'usage' })
  })
})

describe('other places', () => {
  it('has a folder for all users on Windows and Linux', async () => {
    const folderOn = (...words: Parameters<typeof computer>): string | undefined =>
      allUsersPlace(computer(...words))?.folder
    expect(folderOn('win32', [])).toBe('C:\\Program Files\\Tableau\\Connectors')
    const environment = { ProgramFiles: 'D:\\Programs (x86)', ProgramW6432: 'D:\\Programs' }
    expect(folderOn('win32', [], environment)).toBe('D:\\Programs\\Tableau\\Connectors')
    expect(folderOn('linux', [])).toBe('/opt/tableau/connectors')
    expect(folderOn('darwin', [])).toBeUndefined()
    await expect(installPlaces({ kind: 'all-users' }, computer('darwin', []))).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringContaining('all users'),
    })
  })

  it('is searched before the repository', async () => {
    const host = computer('win32', ['C:\\Users\\ada\\Documents\\My Tableau Repository\\'])
    const [{ searched } = { searched: [] }] = await installPlaces(inDesktop, host)
    expect(searched.map(({ kind }) => kind)).toEqual(['all-users', 'repository'])
    const [shared] = await installPlaces({ kind: 'all-users' }, host)
    expect(shared?.searched.map(({ kind }) => kind)).toEqual(['all-users', 'repository'])
  })

  it.each([
    ['flowqueryservice', ['vizqlserver', 'flowprocessor', 'flowqueryservice']],
    ['flowminerva', ['vizqlserver', 'flowprocessor', 'flowminerva']],
  ])("names the server's folders with %s", async (flow, expected) => {
    const services = 'D:\\Tableau Server\\data\\tabsvc'
    const host = computer(
      'win32',
      ['vizqlserver', 'flowprocessor', flow].map((name) => `${services}\\${name}\\`),
    )
    expect(await foldersFor({ kind: 'server', folder: 'D:\\Tableau Server' }, host)).toEqual(
      expected.map((name) => `${services}\\${name}\\Connectors`),
    )
  })

  it('leaves out the parts that a server does not have, and refuses what is no server', async () => {
    const host = computer('linux', ['/var/server/data/tabsvc/vizqlserver/'])
    expect(await foldersFor({ kind: 'server', folder: '/var/server' }, host)).toEqual([
      '/var/server/data/tabsvc/vizqlserver/Connectors',
    ])
    await expect(installPlaces({ kind: 'server', folder: '/var' }, host)).rejects.toMatchObject({
      code: 'environment',
      message: '/var is not a Tableau Server folder: /var/data/tabsvc does not exist',
    })
  })

  it('writes the commands for Tableau Server', () => {
    expect(serverSettings({ folder: '/srv/it is', unsigned: true }, { platform: 'linux' })).toEqual([
      "tsm configuration set -k native_api.connect_plugins_path -v '/srv/it is'",
      'tsm configuration set -k native_api.disable_verify_connector_plugin_signature -v true',
      'tsm pending-changes apply',
    ])
    expect(serverSettings({ folder: 'D:\\it is', unsigned: false }, { platform: 'win32' })).toEqual([
      'tsm configuration set -k native_api.connect_plugins_path -v "D:/it is"',
      'tsm pending-changes apply',
    ])
  })
})

describe('installed releases', () => {
  const windows = computer('win32', [
    'C:\\Program Files\\Tableau\\Tableau 2025.1\\bin\\tableau.exe',
    'C:\\Program Files\\Tableau\\Tableau 2024.10\\bin\\tableau.exe',
    'C:\\Program Files\\Tableau\\Tableau 2026.1\\bin\\',
    'C:\\Program Files\\Tableau\\Tableau Prep Builder 2025.2\\Tableau Prep Builder.exe',
    'C:\\Program Files\\Tableau\\Connectors\\',
  ])
  const mac = computer('darwin', [
    '/Applications/Tableau Desktop 2024.3.app/',
    '/Users/ada/Applications/Tableau Desktop 2025.1.app/',
    '/Applications/Tableau Prep Builder 2025.1.app/',
  ])

  it('are found on Windows, the newest first, without what was uninstalled', async () => {
    expect((await findTableauPrograms('desktop', windows)).map(({ version }) => version)).toEqual([
      '2025.1',
      '2024.10',
    ])
    expect(await chooseTableauProgram('prep', undefined, windows)).toEqual({
      product: 'prep',
      version: '2025.2',
      path: 'C:\\Program Files\\Tableau\\Tableau Prep Builder 2025.2\\Tableau Prep Builder.exe',
    })
  })

  it('are found on macOS', async () => {
    expect((await chooseTableauProgram('desktop', undefined, mac)).path).toBe(
      '/Users/ada/Applications/Tableau Desktop 2025.1.app',
    )
    expect((await chooseTableauProgram('desktop', '2024.3', mac)).path).toBe(
      '/Applications/Tableau Desktop 2024.3.app',
    )
    expect((await chooseTableauProgram('prep', undefined, mac)).version).toBe('2025.1')
  })

  it('are named where another one is wanted', async () => {
    await expect(chooseTableauProgram('desktop', '2025.4', windows)).rejects.toMatchObject({
      code: 'environment',
      message: 'Tableau Desktop 2025.4 is not installed; found 2025.1, 2024.10',
      help: expect.stringContaining('Did you mean 2025.1?'),
    })
    await expect(chooseTableauProgram('prep', undefined, computer('win32', []))).rejects.toMatchObject({
      message: 'found no installed Tableau Prep Builder',
      help: expect.stringContaining('C:\\Program Files\\Tableau'),
    })
  })

  it('do not exist on Linux', async () => {
    await expect(chooseTableauProgram('desktop', undefined, computer('linux', []))).rejects.toMatchObject({
      code: 'environment',
      message: 'Tableau Desktop does not exist for Linux; it runs on Windows and macOS only',
    })
  })
})
