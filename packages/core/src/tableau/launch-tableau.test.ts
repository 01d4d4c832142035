import { chmod, mkdir, mkdtemp, readdir, readFile, readlink, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { minimalConnector } from '@tacosmith/test-kit'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type ConnectorsPath, prepareConnectorsPath, unbuiltScripts } from './connectors-path.ts'
import { type Host, nodeDisk } from './host.ts'
import { formatCommand, launch, launchCommand } from './launch-tableau.ts'

let folder: string
let host: Host

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'launch-')))
  host = { platform: process.platform, environment: {}, home: folder, disk: nodeDisk }
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

async function write(files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
}

const manifest = (name: string): string => `<connector-plugin class="${name}" plugin-version="1.0"/>`
const prepare = (path: string): Promise<ConnectorsPath> =>
  prepareConnectorsPath(join(folder, path), join(folder, '.work'), host, [])

describe('prepareConnectorsPath', () => {
  it('takes the folder above connectors, beside which nothing lies that Tableau would load', async () => {
    await write({
      'all/one/manifest.xml': manifest('one'),
      'all/two/manifest.xml': manifest('two'),
      'all/README.md': '',
      'all/.git/config': '',
    })
    const { folder: found, origin, contents } = await prepare('all/one')
    expect({ found, origin }).toEqual({ found: join(folder, 'all'), origin: 'parent' })
    expect(contents.connectors.map((connector) => connector.class)).toEqual(['one', 'two'])
    expect(await prepare('all')).toMatchObject({ folder: join(folder, 'all'), origin: 'given' })
  })

  it.each(['project/node_modules/x/index.js', 'project/old.taco', 'project/manifest.xml'])(
    'makes a folder with a link to a connector beside %s',
    async (other) => {
      await write({ 'project/connector/manifest.xml': manifest('one'), [other]: '' })
      const { folder: made, origin, contents } = await prepare('project/connector')
      expect(origin).toBe('linked')
      expect(dirname(made)).toBe(join(folder, '.work'))
      expect(await readlink(join(made, 'connector'))).toBe(join(folder, 'project/connector'))
      expect(contents.connectors).toMatchObject([{ class: 'one', file: join(made, 'connector') }])
    },
  )

  it('gives a connector the same folder again and never follows its own link to remove', async () => {
    await write({ 'project/connector/manifest.xml': manifest('one'), 'project/dist/x': '' })
    const first = await prepare('project/connector')
    await write({ 'project/connector/manifest.xml': manifest('changed') })
    const second = await prepare('project/connector')
    expect(second.folder).toBe(first.folder)
    expect(second.contents.connectors).toMatchObject([{ class: 'changed' }])
    expect(await readdir(join(folder, 'project/connector'))).toEqual(['manifest.xml'])
    expect(await readdir(join(folder, '.work'))).toHaveLength(1)
  })

  it.each([
    ['none', /does not exist/],
    ['empty', /found no connector in/],
    ['text.taco', /text\.taco: the file is not a well-formed archive/],
  ])('finds no connector in %s', async (path, message) => {
    await write({ 'empty/x/readme.txt': '', 'text.taco': 'text' })
    const error: unknown = await prepare(path).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'connector-not-found', message: expect.stringMatching(message) })
  })

  it('knows the scripts that Tableau cannot read yet', async () => {
    const files = minimalConnector({ 'connectionBuilder.js': undefined })
    await write(Object.fromEntries(Object.entries(files).map(([name, text]) => [`c/${name}`, text])))
    await write({ 'c/connectionBuilder.ts': 'export default () => []' })
    expect(await unbuiltScripts(join(folder, 'c'))).toEqual(['connectionBuilder.ts'])
  })
})

describe('launchCommand', () => {
  const development = { connectorsPath: 'C:\\my work', allowUnsigned: true }

  it('gives Tableau folder and permission', () => {
    const windows = { platform: 'win32' } as const
    const command = launchCommand({ path: 'C:\\Tableau 2025.1\\bin\\tableau.exe', ...development }, windows)
    expect(command).toEqual({
      program: 'C:\\Tableau 2025.1\\bin\\tableau.exe',
      arguments: ['-DConnectPluginsPath=C:\\my work', '-DDisableVerifyConnectorPluginSignature=true'],
    })
    expect(formatCommand(command, windows)).toBe(
      '"C:\\Tableau 2025.1\\bin\\tableau.exe" "-DConnectPluginsPath=C:\\my work" -DDisableVerifyConnectorPluginSignature=true',
    )
  })

  it('has macOS open an app, and leaves signatures to be checked', () => {
    const mac = { platform: 'darwin' } as const
    const path = '/Applications/Tableau Desktop 2025.1.app'
    const command = launchCommand({ path, connectorsPath: "/it's", allowUnsigned: false }, mac)
    expect(formatCommand(command, mac)).toBe(
      `open -n -a '/Applications/Tableau Desktop 2025.1.app' --args '-DConnectPluginsPath=/it'\\''s'`,
    )
  })
})

describe.skipIf(process.platform === 'win32')('launch', () => {
  async function script(text: string): Promise<string> {
    await write({ program: `#!/bin/sh\n${text}\n` })
    await chmod(join(folder, 'program'), 0o755)
    return join(folder, 'program')
  }

  it('starts a program with its arguments and without the secrets of tacosmith', async () => {
    const program = await script(`{ echo "$1"; env; } > ${folder}/told`)
    const environment = { PATH: process.env.PATH, TACOSMITH_STOREPASS: 'very secret', KEPT: 'yes' }
    expect(await launch({ program, arguments: ['-Da=b c'] }, environment)).toBeGreaterThan(0)
    const told = await vi.waitFor(() => readFile(join(folder, 'told'), 'utf8'), { timeout: 60_000 })
    expect(told).toMatch(/^-Da=b c\n/)
    expect(told).toContain('KEPT=yes')
    expect(told).not.toContain('secret')
  })

  it.each([
    ['exit 3', 'it exited immediately with exit code 3'],
    ['kill -9 $$', 'it exited immediately with SIGKILL'],
  ])('tells of a program that does %s', async (text, message) => {
    const program = await script(text)
    await expect(launch({ program, arguments: [] }, {})).rejects.toMatchObject({
      code: 'environment',
      message: `${program} could not be started: ${message}`,
    })
  })

  it('tells of what is no program', async () => {
    await write({ text: 'text' })
    const start = (name: string): Promise<number> =>
      launch({ program: join(folder, name), arguments: [] }, {})
    await expect(start('text')).rejects.toThrow('it is not a program, or you may not run it')
    await expect(start('none')).rejects.toThrow('there is no such program')
  })
})
