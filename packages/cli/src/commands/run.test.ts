import { chmod, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { callScript, minimalConnector } from '@tacosmith/test-kit'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { inConnectorFolder, type Outcome, type Workplace, workplace } from '../testing/run-cli.ts'

let place: Workplace
let home: Record<string, string>

/** A project beside whose connector other things lie, and a program that writes down how it was started. */
beforeEach(async () => {
  place = await workplace({ ...inConnectorFolder(minimalConnector()), 'src/notes.md': '' })
  await mkdir(join(place.folder, 'home'))
  home = { HOME: join(place.folder, 'home'), TACOSMITH_HOME: join(place.folder, 'home/tacosmith') }
  await program(
    'tableau',
    `for word; do echo "$word"; done > ${place.folder}/told; env >> ${place.folder}/told`,
  )
})
afterEach(() => place.dispose())

async function program(name: string, text: string): Promise<void> {
  await place.write({ [name]: `#!/bin/sh\n${text}\n` })
  await chmod(join(place.folder, name), 0o755)
}

const run = (...words: string[]): Promise<Outcome> => place.run(['run', ...words], home)
const told = (): Promise<string> =>
  vi.waitFor(() => readFile(join(place.folder, 'told'), 'utf8'), { timeout: 60_000 })
/** The folder's name depends on where the test runs. */
const steady = (text: string): string =>
  text.replaceAll(/run\/[0-9a-f]{16}/g, 'run/ID').replaceAll(place.folder, '/work')

describe.skipIf(process.platform === 'win32')('tacosmith run', () => {
  it('starts the program on a link to the connector, and passes no password on', async () => {
    home.TACOSMITH_STOREPASS = 'very secret'
    const { exitCode, stdout, stderr } = await run('desktop', '--app', 'tableau')
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(steady(stdout)).toMatchInlineSnapshot(`
      "started  tableau
        brook_jdbc 1.0.0 (unpacked)
      It reads a folder with a link to the connector:
        home/tacosmith/run/ID

      /work/tableau -DConnectPluginsPath=/work/home/tacosmith/run/ID -DDisableVerifyConnectorPluginSignature=true
      "
    `)
    const [folder, permission] = (await told()).split('\n')
    expect(steady(folder!)).toBe('-DConnectPluginsPath=/work/home/tacosmith/run/ID')
    expect(permission).toBe('-DDisableVerifyConnectorPluginSignature=true')
    expect(await told()).not.toContain('secret')
    const linked = join(folder!.replace('-DConnectPluginsPath=', ''), 'connector/manifest.xml')
    expect(await readFile(linked, 'utf8')).toContain('brook_jdbc')
  })

  it('prints the command and starts nothing', async () => {
    await place.run(['build'], home)
    const { exitCode, stdout } = await run(
      'prep',
      'dist',
      '--app',
      'tableau',
      '--print',
      '--check-signatures',
    )
    expect(exitCode).toBe(0)
    expect(steady(stdout)).toBe('/work/tableau -DConnectPluginsPath=/work/dist\n')
    expect(await place.files()).not.toContain('told')
    const json = await run('dist', '--app', 'tableau', '--print', '--json')
    expect(JSON.parse(json.stdout)).toMatchObject({
      product: 'desktop',
      program: join(place.folder, 'tableau'),
      arguments: [`-DConnectPluginsPath=${join(place.folder, 'dist')}`, expect.stringContaining('=true')],
      command: expect.stringContaining('tableau -DConnect'),
      origin: 'given',
      connectors: [{ class: 'brook_jdbc', version: '1.0.0', signature: 'unsigned' }],
      processId: null,
    })
  })

  it('builds scripts that Tableau cannot read, and starts it on what it built', async () => {
    await place.write({ 'connector/connectionBuilder.js': 'export default (attr) => [attr.server]' })
    const { exitCode, stdout, stderr } = await run('--app', 'tableau', 'desktop')
    expect(exitCode).toBe(0)
    expect(stderr).toBe(
      'Built connectionBuilder.js of connector into .tacosmith/dev/brook_jdbc.\n' +
        'Run tacosmith dev connector to keep that folder up to date.\n',
    )
    expect(steady(stdout)).toContain('-DConnectPluginsPath=/work/.tacosmith/dev ')
    expect(await told()).toContain(`-DConnectPluginsPath=${place.folder}/.tacosmith/dev\n`)
    const script = join(place.folder, '.tacosmith/dev/brook_jdbc/connectionBuilder.js')
    expect(callScript(await readFile(script, 'utf8'), { server: 'db' })).toEqual(['db'])
  })

  it('starts nothing where the connector cannot be built', async () => {
    await place.write({ 'connector/connectionBuilder.js': 'export default (attr) => {' })
    const { exitCode, stdout, stderr } = await run('--app', 'tableau', 'desktop')
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' })
    expect(stderr).toContain('connector/connectionBuilder.js:1:')
    await place.write({
      'connector/connectionBuilder.js': 'export default (attr) => [attr.server]',
      'connector/dialect.tdd': '<dialect>',
    })
    const faulty = await run('--app', 'tableau', 'desktop')
    expect(faulty).toMatchObject({ exitCode: 1, stdout: '' })
    expect(faulty.stderr).toContain('connector/dialect.tdd:')
    expect(await place.files()).not.toContain('told')
  })

  it('warns of a folder of connectors with scripts that Tableau cannot read', async () => {
    for (const name of ['a', 'b']) {
      const files = minimalConnector({ 'connectionBuilder.js': 'export default (attr) => [attr]' })
      await place.write(
        Object.fromEntries(Object.entries(files).map(([file, text]) => [`all/${name}/${file}`, text])),
      )
    }
    const { exitCode, stderr } = await run('desktop', 'all', '--app', 'tableau', '--print')
    expect(exitCode).toBe(0)
    expect(stderr).toContain('Tableau cannot read connectionBuilder.js until it is built')
  })

  it.each<[string, string[], RegExp]>([
    ['a program that fails', ['desktop', '--app', 'bad'], /exited immediately with exit code 7/],
    ['a program that does not exist', ['desktop', '--app', 'none'], /none does not exist/],
    ['a mistyped product', ['dekstop', '--app', 'tableau'], /Did you mean desktop\?/],
    ['a folder without connectors', ['desktop', 'src', '--app', 'tableau'], /found no connector in/],
    ['a folder that does not exist', ['prep', 'nix', '--app', 'tableau'], /nix does not exist/],
  ])('%s is wrong use', async (_, words, message) => {
    await program('bad', 'exit 7')
    const { exitCode, stdout, stderr } = await run(...words)
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toMatch(message)
    expect(stderr).not.toMatch(/^\s+at /m)
  })

  it.runIf(process.platform === 'linux')('says that Tableau does not exist for Linux', async () => {
    for (const words of [['desktop'], ['prep', '--print'], ['desktop', '--version', '2025.1']]) {
      const { exitCode, stderr } = await run(...words)
      expect(exitCode).toBe(2)
      expect(stderr).toMatch(/Tableau (Desktop|Prep Builder) does not exist for Linux/)
    }
  })
})
