import { readFile, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { PreviewContent } from '@tacosmith/preview'
import { minimalConnector, requireOracle } from '@tacosmith/test-kit'
import { afterEach, describe, expect, it } from 'vitest'
import { type DevSession, startCommand } from '../testing/dev-session.ts'
import { inConnectorFolder, type Workplace, workplace } from '../testing/run-cli.ts'

let place: Workplace
let running: DevSession | undefined
afterEach(async () => {
  await running?.kill()
  running = undefined
  await place.dispose()
})

const connector = minimalConnector()
const fields = connector['connection-fields.xml'] ?? ''

/** Starts the preview and waits until it is served. */
async function serve(...words: string[]): Promise<string> {
  running = startCommand(place.folder, ['preview', ...words, '--port', '0'])
  await running.until('The connection dialog is at ')
  await running.until('(Ctrl-C ends it)')
  return /http:\/\/localhost:\d+\//.exec(running.output())?.[0] ?? ''
}

async function contentOf(address: string): Promise<PreviewContent> {
  return (await (await fetch(`${address}content.json`)).json()) as PreviewContent
}

/** Asks again and again, as the page does when it is told of changes. */
async function eventually(
  address: string,
  holds: (content: PreviewContent) => boolean,
): Promise<PreviewContent> {
  let content = await contentOf(address)
  for (let attempt = 0; attempt < 200 && !holds(content); attempt++) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    content = await contentOf(address)
  }
  expect(holds(content)).toBe(true)
  return content
}

describe('preview', () => {
  it('serves a folder, follows its files and what they import, writes nothing, and ends on Ctrl-C', async () => {
    place = await workplace({
      ...inConnectorFolder({ ...connector, 'connectionBuilder.js': '' }),
      'connector/connectionBuilder.js':
        "import { port } from '../shared/port.js'\nexport default (attr) => ['jdbc:x://' + attr.server + ':' + port]\n",
      'package.json': '{ "type": "module" }',
      'shared/port.js': "export const port = '1000'\n",
    })
    const before = await place.files()
    const address = await serve()
    const first = await contentOf(address)
    expect(first.dialog).toMatchObject({ name: 'Brook', form: 'fields', isJdbc: true })
    expect(first.scripts['connection-builder']).toContain('1000')
    expect(first.scriptFiles['connection-builder']).toBe('connectionBuilder.js')

    await place.write({ 'shared/port.js': "export const port = '2000'\n" })
    await eventually(address, ({ scripts }) => scripts['connection-builder']?.includes('2000') ?? false)

    await place.write({
      'connector/connection-fields.xml': fields.replace('label="Host"', 'label="Machine"'),
    })
    await eventually(address, ({ dialog }) => dialog.fields[0]?.label === 'Machine')

    expect(await running?.stop('SIGINT')).toBe(0)
    expect(await place.files()).toEqual(before)
  })

  it('ends on Ctrl-C in the middle of reading', async () => {
    place = await workplace({ ...inConnectorFolder(connector), 'package.json': '{ "type": "module" }' })
    const address = await serve()
    for (let edit = 0; edit < 4; edit++)
      await place.write({ 'tacosmith.config.js': `export default { validate: {} } // ${edit}\n` })
    await new Promise((resolve) => setTimeout(resolve, 25))
    contentOf(address).catch(() => {})
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect(await running?.stop('SIGINT')).toBe(0)
  })

  it('tells where a script or an XML file is broken, keeps the dialog, and recovers', async () => {
    place = await workplace({ ...inConnectorFolder(connector), 'package.json': '{ "type": "module" }' })
    const address = await serve('connector')
    const good = await contentOf(address)
    await place.write({
      'connector/connectionBuilder.js': 'export default (attr) => {\n  return [attr.server\n}\n',
    })
    const broken = await eventually(address, ({ failure }) => failure !== undefined)
    expect(broken.failure).toMatchObject({ place: { file: 'connectionBuilder.js', line: 3 } })
    expect(broken.failure?.frame).toContain('> 3 |')
    expect(broken.dialog).toEqual(good.dialog)

    await place.write({ 'connector/connectionBuilder.js': connector['connectionBuilder.js'] ?? '' })
    await eventually(address, ({ failure }) => failure === undefined)
    await place.write({ 'connector/connection-fields.xml': fields.replace('</connection-fields>', '') })
    const malformed = await eventually(address, ({ failure }) => failure !== undefined)
    expect(malformed.failure?.place?.file).toBe('connection-fields.xml')
    expect(malformed.dialog).toEqual(good.dialog)
    await place.write({ 'connector/connection-fields.xml': fields })
    await eventually(address, ({ failure }) => failure === undefined)
  })

  it('follows a configuration that is written, changed, broken, mended and removed, with what it imports', async () => {
    const wrong = "(function builder(attr) { return ['other:' + attr.server] })"
    place = await workplace({
      ...inConnectorFolder({ ...connector, 'connectionBuilder.js': wrong }),
      'package.json': '{ "type": "module" }',
    })
    const address = await serve()
    const severities = ({ findings }: PreviewContent, rule: string): string[] =>
      findings.filter((finding) => finding.rule === rule).map(({ severity }) => severity)
    const rule = 'js-jdbc-prefix'
    const [usual] = severities(await contentOf(address), rule)
    expect(usual).toBeDefined()
    const write = (severity: string): Promise<unknown> =>
      place.write({ 'shared/rules.js': `export const rules = { '${rule}': '${severity}' }\n` })
    await write('off')
    await place.write({
      'base.config.js': "import { rules } from './shared/rules.js'\nexport default { validate: { rules } }\n",
      'tacosmith.config.js': "export default { extends: './base.config.js', connector: 'connector' }\n",
    })
    await eventually(address, (content) => severities(content, rule).length === 0)
    await write('error')
    await eventually(address, (content) => severities(content, rule)[0] === 'error')

    await place.write({ 'tacosmith.config.js': 'export default {\n  connector: \n}\n' })
    const broken = await eventually(address, ({ failure }) => failure !== undefined)
    expect(broken.failure?.message).toMatch(/^tacosmith\.config\.js:3:\d+/)
    expect(broken.failure?.below).toBe('earlier')
    expect(broken.dialog.name).toBe('Brook')
    await place.write({ 'tacosmith.config.js': "export default { extends: './base.config.js' }\n" })
    await eventually(
      address,
      (content) => content.failure === undefined && severities(content, rule)[0] === 'error',
    )
    await place.write({ 'shared/rules.js': 'export const rules = \n' })
    const inside = await eventually(address, ({ failure }) => failure !== undefined)
    expect(inside.failure?.message).toMatch(/base\.config\.js cannot be loaded: shared\/rules\.js:2:1: /)
    await write('error')
    await eventually(address, ({ failure }) => failure === undefined)
    await rm(join(place.folder, 'tacosmith.config.js'))
    await eventually(address, (content) => severities(content, rule)[0] === usual)
  })

  it('never shows a file that lies outside of the project', async () => {
    place = await workplace({
      ...inConnectorFolder({ ...connector, 'connectionBuilder.js': '' }),
      'package.json': '{ "type": "module" }',
    })
    const outside = await workplace({ 'credentials.js': "export default 'hunter2 is no'\n syntax" })
    try {
      await symlink(join(outside.folder, 'credentials.js'), join(place.folder, 'connector', 'linked.js'))
      await place.write({
        'connector/connectionBuilder.js': `import secret from '${join(outside.folder, 'credentials.js')}'\nexport default () => [secret]\n`,
      })
      const address = await serve('connector')
      const content = await contentOf(address)
      expect(content.failure).toBeDefined()
      expect(JSON.stringify(content)).not.toContain('hunter2')
    } finally {
      await outside.dispose()
    }
  })

  it('serves a .taco, whose scripts run in the page only', async () => {
    place = await workplace({ ...inConnectorFolder(connector), 'package.json': '{}' })
    await place.run(['build', 'connector', '--out-dir', 'dist'])
    const address = await serve('dist/brook_jdbc-v1.0.0.taco')
    const content = await contentOf(address)
    expect(content.dialog.name).toBe('Brook')
    expect(content.scripts['connection-builder']).toBe(connector['connectionBuilder.js'])
    expect((await fetch(`${address}open-editor`, { method: 'POST' })).status).toBe(403)
  })

  it('writes a folder for any web server', async () => {
    place = await workplace(inConnectorFolder(connector))
    const { exitCode, stdout } = await place.run(['preview', 'connector', '--out', 'shown', '--json'])
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toEqual({
      folder: join(place.folder, 'shown'),
      files: ['index.html', 'content.js', 'page.js', 'engine.js', 'style.css'],
    })
    // Once more, as after each change.
    expect((await place.run(['preview', 'connector', '--out', 'shown'])).exitCode).toBe(0)
    const page = await readFile(join(place.folder, 'shown/index.html'), 'utf8')
    expect(page).toContain('<script src="content.js" defer>')
  })

  it.skipIf(requireOracle('chromium') === undefined)('takes pictures', async () => {
    place = await workplace(inConnectorFolder(connector))
    const { exitCode, stderr } = await place.run(['preview', 'connector', '--screenshot', 'pictures'])
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: 'Wrote 3 pictures to pictures\n' })
    const pictures = (await place.files()).filter((name) => name.startsWith('pictures/'))
    expect(pictures).toEqual(['edit', 'new', 'reconnect'].map((view) => `pictures/${view}-en_US.png`))
  })

  it.each<[string[], number, string]>([
    [
      ['connector', '--out', 'a', '--screenshot', 'b'],
      2,
      "option '--screenshot <dir>' cannot be used with option '-o, --out <dir>'",
    ],
    [['nowhere'], 2, 'nowhere does not exist'],
    [['connector', '--port', 'x'], 2, '--port x is not a port'],
    [['connector', '--port', '70000'], 2, '--port 70000 is not a port'],
    [['connector/manifest.xml'], 2, 'connector/manifest.xml is not a .taco'],
    [['misspelt'], 2, 'unknown option conector'],
    [['connector', '--out', 'connector'], 2, 'connector holds a connector'],
    [['connector', '--out', '.'], 2, 'holds an index.html of its own'],
    [['broken', '--out', 'shown'], 1, 'error manifest.xml:1:'],
  ])('refuses %j', async (words, code, told) => {
    place = await workplace({
      ...inConnectorFolder(connector),
      'index.html': '<h1>my app</h1>',
      'broken/manifest.xml': '<connector-plugin>',
      'misspelt/tacosmith.config.mjs': "export default { conector: 'connector' }",
    })
    // Apart, since what went on being watched would keep the process from ending.
    const { exitCode, stderr } = await place.runApart(['preview', ...words])
    expect({ exitCode, stderr }).toEqual({ exitCode: code, stderr: expect.stringContaining(told) })
  })
})

describe('dev --preview', () => {
  it('shows the dialog while it keeps the folder for Tableau', async () => {
    place = await workplace({ ...inConnectorFolder(connector), 'package.json': '{}' })
    running = startCommand(place.folder, ['dev', '--preview'])
    await running.until('brook_jdbc is in')
    const address = /http:\/\/localhost:\d+\//.exec(running.output())?.[0] ?? ''
    expect((await contentOf(address)).dialog.name).toBe('Brook')
    await place.write({
      'connector/connection-fields.xml': fields.replace('label="Host"', 'label="Machine"'),
    })
    await running.until('connection-fields.xml changed')
    await eventually(address, ({ dialog }) => dialog.fields[0]?.label === 'Machine')
    expect(await running.stop('SIGINT')).toBe(0)
  })
})
