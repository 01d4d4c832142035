import { readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { minimalConnector } from '@tacosmith/test-kit'
import { afterEach, describe, expect, it } from 'vitest'
import { type DevSession, startDev } from '../testing/dev-session.ts'
import { inConnectorFolder, type Workplace, workplace } from '../testing/run-cli.ts'

let place: Workplace
let running: DevSession | undefined
afterEach(async () => {
  await running?.kill()
  running = undefined
  await place.dispose()
})

async function start(files: Record<string, string>): Promise<DevSession> {
  const { 'connectionBuilder.js': _, ...others } = minimalConnector()
  const script = 'connector/connectionBuilder.ts' in files ? {} : { 'connectionBuilder.js': plain }
  place = await workplace({ 'package.json': '{}', ...inConnectorFolder({ ...others, ...script }), ...files })
  running = startDev(place.folder, [])
  return running
}

const plain = minimalConnector()['connectionBuilder.js'] ?? ''
const warning = 'dialect-default-sql'
const withWarning = (minimalConnector()['dialect.tdd'] ?? '').replace(
  '<dialect ',
  '<dialect base="DefaultSQLDialect" ',
)
const config = (options: string): string => `export default { ${options} }\n`
const built = (): Promise<string> =>
  readFile(join(place.folder, '.tacosmith/dev/brook_jdbc/connectionBuilder.js'), 'utf8')

describe('dev and the configuration', () => {
  it.each(['ts', 'mjs'])(
    'reads tacosmith.config.%s anew, and keeps the earlier one while it is broken',
    async (kind) => {
      const name = `tacosmith.config.${kind}`
      const session = await start({ 'connector/dialect.tdd': withWarning, [name]: config('') })
      await session.until(warning)
      await session.until('brook_jdbc is in')

      // A value that no option has.
      await place.write({ [name]: config("validate: { rules: { 'dialect-default-sql': 'never' } }") })
      await session.until(name)
      await session.until("validate.rules['dialect-default-sql']")
      await session.until('The previous configuration stays in use until this is fixed.')

      // No module at all.
      await place.write({ [name]: 'export default {' })
      await session.until(`${name}:1:17 cannot be loaded`)
      await session.until('The previous configuration stays in use')

      // What fails when it is used only.
      await place.write({ [name]: config("validate: { schemas: 'nowhere' }") })
      await session.until('nowhere')
      await session.until('The previous configuration stays in use')

      // Meanwhile work goes on, with the earlier one.
      await place.write({
        'connector/dialect.tdd': withWarning.replace('<dialect ', '<!-- new --><dialect '),
      })
      await session.until(warning)
      await session.until('Updated dialect.tdd')

      await place.write({ [name]: config("validate: { rules: { 'dialect-default-sql': 'error' } }") })
      await session.until(`${name} has changed. The new configuration is now in use.`)
      await session.until(`error[${warning}]`)
      await session.until('The folder still holds the previous version of the connector.')

      await place.write({ [name]: config("validate: { rules: { 'dialect-default-sql': 'off' } }") })
      await session.until('The new configuration is now in use.')
      await session.until('No more errors')
      expect(await session.stop('SIGINT')).toBe(0)
    },
  )

  it('follows what the configuration imports, and another folder of the connector', async () => {
    const session = await start({
      'tacosmith.config.ts':
        "import { folder } from './settings/folder.ts'\nexport default { connector: folder }\n",
      'settings/folder.ts': "export const folder: string = 'connector'\n",
    })
    await session.until('brook_jdbc is in')
    const elsewhere = Object.entries(minimalConnector()).map(([name, text]): [string, string] => [
      `elsewhere/${name}`,
      text.replaceAll('brook_jdbc', 'river_jdbc'),
    ])
    await place.write(Object.fromEntries(elsewhere))
    await place.write({ 'settings/folder.ts': "export const folder: string = 'elsewhere'\n" })
    await session.until('folder.ts has changed. The new configuration is now in use.')
    await session.until('Restart Tableau to load it.')
    const files = await place.files()
    expect(files).toContain('.tacosmith/dev/river_jdbc/manifest.xml')
    expect(files.filter((name) => name.startsWith('.tacosmith/dev/brook_jdbc'))).toEqual([])
    // It is that folder which is watched now.
    await place.write({
      'elsewhere/connectionBuilder.js': plain.replace('(function', '// new\n(function'),
    })
    await session.until('Updated connectionBuilder.js')
  })

  it('takes a configuration that is new, and goes back where it is gone', async () => {
    const session = await start({ 'connector/dialect.tdd': withWarning })
    await session.until('brook_jdbc is in')
    await place.write({
      'tacosmith.config.js': config("validate: { rules: { 'dialect-default-sql': 'error' } }"),
    })
    await session.until('tacosmith.config.js has changed.')
    await session.until('The folder still holds')
    await rm(join(place.folder, 'tacosmith.config.js'))
    await session.until('tacosmith.config.js is gone.')
    await session.until('No more errors')
  })
})

describe('dev and what scripts import', () => {
  const script = `import settings from '../shared/settings.json'
import { url } from '../shared/deep/url.ts'
export default () => [url(settings.port)]
`
  const url = "export const url = (port: string): string => 'jdbc:x://host:' + port\n"
  const files = {
    'connector/connectionBuilder.ts': script,
    'shared/settings.json': '{ "port": "port-1" }\n',
    'shared/deep/url.ts': url,
  }
  const startModule = async (more: Record<string, string> = {}): Promise<DevSession> => {
    const session = await start({ ...files, ...more })
    return session
  }

  it('follows JSON files and modules in other folders', async () => {
    const session = await startModule()
    await session.until('brook_jdbc is in')
    await place.write({ 'shared/settings.json': '{ "port": "port-2" }\n' })
    await session.until('settings.json changed. Updated connectionBuilder.js')
    expect(await built()).toContain('port-2')
    await place.write({ 'shared/deep/url.ts': url.replace('host', 'other') })
    await session.until('url.ts changed. Updated connectionBuilder.js')
    // A file that is not imported any more is none of ours, one that is new in the imports is.
    await place.write({
      'shared/more/more.ts': "export const port = 'port-3'\n",
      'shared/deep/url.ts': "import { port } from '../more/more.ts'\nexport const url = () => `${port}`\n",
    })
    await session.until('Updated connectionBuilder.js')
    await place.write({ 'shared/more/more.ts': "export const port = 'port-4'\n" })
    await session.until('more.ts changed. Updated connectionBuilder.js')
    expect(await built()).toContain('port-4')
  })

  it.each([
    ['is broken', 'export const url = ('],
    ['is missing', undefined],
  ])('waits at the start for a module that %s', async (_, text) => {
    const { 'shared/deep/url.ts': __, ...others } = files
    const session = await start(text === undefined ? others : { ...others, 'shared/deep/url.ts': text })
    await session.until('connectionBuilder.ts cannot be built')
    await session.until('The folder for Tableau stays unchanged until the errors are fixed.')
    await place.write({ 'shared/deep/url.ts': url })
    await session.until('brook_jdbc is in')
  })

  it('goes on when a folder of theirs is away for a moment', async () => {
    const session = await startModule()
    await session.until('brook_jdbc is in')
    await rename(join(place.folder, 'shared'), join(place.folder, 'away'))
    await session.until('cannot be built')
    await rename(join(place.folder, 'away'), join(place.folder, 'shared'))
    await session.until('No more errors')
    await place.write({ 'shared/settings.json': '{ "port": "port-5" }\n' })
    await session.until('Updated connectionBuilder.js')
    expect(await built()).toContain('port-5')
  })
})
