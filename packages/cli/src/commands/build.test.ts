import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { tacoSource } from '@tacosmith/core'
import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { afterEach, describe, expect, it } from 'vitest'
import { expectPlainMistake } from '../testing/plain-mistake.ts'
import { inConnectorFolder, type Workplace, workplace } from '../testing/run-cli.ts'

let place: Workplace
afterEach(() => place.dispose())

const good = minimalConnector()
const tacoName = 'dist/brook_jdbc-v1.0.0.taco'
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe('tacosmith build', () => {
  it('packages an unsigned .taco and says what it made', async () => {
    place = await workplace(inConnectorFolder(good))
    const { exitCode, stdout, stderr } = await place.run(['build'])
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    const bytes = await readFile(join(place.folder, tacoName))
    expect(stdout.replace(sha256(bytes), '<sha256>')).toMatchSnapshot()
  })

  it('prints one JSON document with --json', async () => {
    place = await workplace(inConnectorFolder(good))
    const { exitCode, stdout, stderr } = await place.run(['build', '--json'])
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    const bytes = await readFile(join(place.folder, tacoName))
    expect(JSON.parse(stdout)).toMatchObject({
      file: join(place.folder, tacoName),
      class: 'brook_jdbc',
      version: '1.0.0',
      minTableauVersion: {
        version: '2020.3',
        reasons: [{ version: '2020.3', file: 'connection-fields.xml' }],
      },
      sha256: sha256(bytes),
      size: bytes.length,
      signed: false,
      report: { ok: true, errors: 0, warnings: 0, diagnostics: [] },
    })
    const names: string[] = JSON.parse(stdout).entries.map(({ name }: { name: string }) => name)
    expect(names.slice(0, 2)).toEqual(['META-INF/MANIFEST.MF', 'manifest.xml'])
    expect([...names].sort()).toEqual(['META-INF/MANIFEST.MF', ...Object.keys(good)].sort())
  })

  it('gives the same bytes whatever the time zone is', async () => {
    place = await workplace(inConnectorFolder(good))
    const build = async (zone: string) => {
      await place.run(['build'], { TZ: zone })
      return sha256(await readFile(join(place.folder, tacoName)))
    }
    expect(await build('Pacific/Kiritimati')).toBe(await build('America/Anchorage'))
  })

  it('builds scripts in TypeScript, each into one file', async () => {
    const { 'connectionBuilder.js': _, ...rest } = good
    place = await workplace(
      inConnectorFolder({
        ...rest,
        'lib/host.ts':
          'export const host = (attr: Record<string, string>): string => attr.server ?? "none"\n',
        'connectionBuilder.ts':
          'import { host } from "./lib/host"\nexport default (attr: Record<string, string>) => [host(attr)]\n',
      }),
    )
    expect(await place.run(['build'])).toMatchObject({ exitCode: 0, stderr: '' })
    const source = await tacoSource(await readFile(join(place.folder, tacoName)))
    const script = new TextDecoder().decode(await source.read('connectionBuilder.js'))
    expect((runInNewContext(script) as (attr: object) => string[])({ server: 'db' })).toEqual(['db'])
  })

  it.each<[string, string, RegExp]>([
    ['does not parse', 'export default (attr) => [\n', /connectionBuilder\.ts:2:1/],
    ['has no default export', 'export const a = 1\n', /connectionBuilder\.ts has no default export/],
    [
      'imports a package that is not installed',
      'import { one } from "@absent/core/script"\nexport default () => [one]\n',
      /Run npm install --save-dev @absent\/core, or use a bundler/,
    ],
    [
      'uses what the engine lacks',
      'export default () => [console.log(1)]\n',
      /`console`[\s\S]*connectionBuilder\.ts:1:23/,
    ],
  ])('refuses a script in TypeScript that %s', async (_what, script, message) => {
    const { 'connectionBuilder.js': _, ...rest } = good
    place = await workplace(inConnectorFolder({ ...rest, 'connectionBuilder.ts': script }))
    const outcome = await place.run(['build'])
    expect(outcome).toMatchObject({ exitCode: 1, stdout: '' })
    expect(outcome.stderr).toMatch(message)
    expectPlainMistake(outcome)
  })

  it('tells what keeps scripts from being built beside all other findings', async () => {
    const wrong = {
      'manifest.xml': replaceIn(minimalConnector()['manifest.xml'], 'superclass=', 'superklass='),
      'connectionBuilder.js': undefined,
      'connectionBuilder.ts': 'export const builder = () => []',
    }
    place = await workplace(inConnectorFolder(minimalConnector(wrong)))
    const { exitCode, stderr } = await place.run(['build'])
    expect(exitCode).toBe(1)
    expect(stderr).toContain('superklass')
    expect(stderr).toContain('error[script-export]: connectionBuilder.ts has no default export')
    expect(stderr).not.toContain('must be built from')
    expect(stderr).toContain('No .taco was created.')
  })

  it('takes the options of the SDK packager', async () => {
    place = await workplace(inConnectorFolder(minimalConnector({ 'connectionBuilder.js': undefined })))
    const validated = await place.run(['build', 'connector', '--validate-only', '-v', '-l', 'logs'])
    expect(validated.exitCode).toBe(1)
    expect((await place.files()).filter((file) => file.endsWith('.taco'))).toEqual([])
    const forced = await place.run(['build', 'connector', '--force-package', '-d', 'packaged'])
    expect(forced.exitCode).toBe(1)
    expect(forced.stderr).toContain('connectionBuilder.js')
    expect(await place.files()).toContain('packaged/brook_jdbc-v1.0.0.taco')
  })

  it('says with --validate-only that nothing was found, as validate does', async () => {
    place = await workplace(inConnectorFolder(minimalConnector()))
    const validated = await place.run(['validate', 'connector'])
    expect(validated.stdout).toBe('No problems found.\n')
    const only = await place.run(['build', 'connector', '--validate-only'])
    expect(only).toEqual(validated)
    const verbose = await place.run(['build', 'connector', '--validate-only', '-v'])
    expect(verbose.stdout).toBe('No problems found.\n')
    expect(verbose.stderr).toMatch(/^XML engine: \S+\n/)
    expect(verbose.stderr).toContain('checked   manifest.xml (manifest)\n')
    const json = await place.run(['build', 'connector', '--validate-only', '--json'])
    expect(JSON.parse(json.stdout)).toMatchObject({ file: null, report: { ok: true } })
  })

  it('tells with --verbose on stderr what was checked, built and packed', async () => {
    place = await workplace(
      inConnectorFolder(
        minimalConnector({
          'connectionBuilder.js': undefined,
          'connectionBuilder.ts':
            minimalConnector()['connectionBuilder.js']?.replace(/^/, 'export default ') ?? '',
        }),
      ),
    )
    const plain = await place.run(['build', 'connector', '--sign', 'development'])
    const { exitCode, stdout, stderr } = await place.run([
      ...['build', 'connector', '--sign', 'development', '-v'],
    ])
    expect(exitCode).toBe(plain.exitCode)
    expect(stdout.replace(/SHA-256.*/, '')).toBe(plain.stdout.replace(/SHA-256.*/, ''))
    expect(stderr).toContain('checked   manifest.xml (manifest)\n')
    expect(stderr).toContain('built     connectionBuilder.js from connectionBuilder.ts\n')
    expect(stderr).toMatch(/^\d+\.\d\d s +Packaging the connector$/m)
    expect(stderr).toMatch(/^\d+\.\d\d s +Signing the \.taco$/m)
    expect(stderr).toMatch(/^packed +manifest\.xml {2}[\d,]+ bytes$/m)
    expect(stderr).toMatch(/^packed +META-INF\/MANIFEST\.MF {2}[\d,]+ bytes$/m)
    expect(stderr).toMatch(/^signed by CN=/m)
    expect(stderr).toMatch(/^timestamp none$/m)
    expect(stderr).toMatch(/^\d+\.\d\d s +Done$/m)
    const json = await place.run(['build', 'connector', '-v', '--json'])
    expect(JSON.parse(json.stdout)).toMatchObject({ class: 'brook_jdbc' })
    expect(json.stderr).toContain('packed    manifest.xml')
  })

  it('reads tacosmith.config, also in TypeScript', async () => {
    place = await workplace({
      ...Object.fromEntries(Object.entries(good).map(([path, text]) => [`src/tableau/${path}`, text])),
      'tacosmith.config.ts':
        'const folder: string = "src/tableau"\nexport default { connector: folder, fileName: "[class].taco" }',
    })
    expect(await place.run(['build'])).toMatchObject({ exitCode: 0 })
    expect(await place.files()).toContain('dist/brook_jdbc.taco')
  })

  it('names the file and the option where the configuration is wrong', async () => {
    place = await workplace({
      ...inConnectorFolder(good),
      'tacosmith.config.mjs': 'export default { conector: "x" }',
    })
    const outcome = await place.run(['build'])
    expect(outcome).toMatchObject({ exitCode: 2, stdout: '' })
    expect(outcome.stderr).toMatch(/tacosmith\.config\.mjs/)
    expect(outcome.stderr).toMatch(/conector[\s\S]*connector/)
  })

  describe('with errors in the connector', () => {
    it.each<[string, Record<string, string | undefined>, RegExp]>([
      [
        'a missing script',
        { 'connectionBuilder.js': undefined },
        /connection-resolver\.tdr:5:15[\s\S]*Add the file/,
      ],
      [
        'malformed XML',
        { 'dialect.tdd': replaceIn(good['dialect.tdd'], '</function-map>', '') },
        /xml-not-well-formed[\s\S]*dialect\.tdd:\d+:\d+/,
      ],
      [
        'another class',
        { 'dialect.tdd': replaceIn(good['dialect.tdd'], 'class="brook_jdbc"', 'class="brock_jdbc"') },
        /class="brock_jdbc"[\s\S]*brook_jdbc[\s\S]*dialect\.tdd:2:/,
      ],
      ['no manifest', { 'manifest.xml': undefined, 'Manifest.xml': good['manifest.xml'] }, /manifest\.xml/],
    ])('%s: one clear message, exit code 1, no file', async (_what, changes, message) => {
      place = await workplace(inConnectorFolder(minimalConnector(changes)))
      const outcome = await place.run(['build', 'connector'])
      expect(outcome.stdout).toBe('')
      expect([1, 2]).toContain(outcome.exitCode)
      expect(outcome.stderr).toMatch(message)
      expect((await place.files()).filter((file) => file.startsWith('dist'))).toEqual([])
      expectPlainMistake(outcome)
    })
  })
})
