import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { afterEach, describe, expect, it } from 'vitest'
import { inConnectorFolder, type Workplace, workplace } from '../testing/run-cli.ts'

let place: Workplace
afterEach(() => place.dispose())

const good = minimalConnector()
const manifest = good['manifest.xml']

describe('tacosmith validate', () => {
  it('says that a connector is fine', async () => {
    place = await workplace(inConnectorFolder(good))
    expect(await place.run(['validate'])).toMatchInlineSnapshot(`
      {
        "exitCode": 0,
        "stderr": "",
        "stdout": "No problems found.
      ",
      }
    `)
  })

  it('takes the connector folder itself, or the folder above it', async () => {
    place = await workplace(inConnectorFolder(good))
    expect(await place.run(['validate', 'connector'])).toMatchObject({ exitCode: 0 })
    expect(await place.run(['validate', '.'])).toMatchObject({ exitCode: 0 })
  })

  it.each(["'required'", '{}'])('needs no key where the configuration says sign: %s', async (sign) => {
    const config = { 'tacosmith.config.mjs': `export default { sign: ${sign} }` }
    place = await workplace({ ...inConnectorFolder(good), ...config })
    for (const words of [['validate'], ['validate', 'connector', '.'], ['build', '--validate-only']]) {
      expect(await place.run(words), words.join(' ')).toMatchObject({ exitCode: 0 })
    }
  })

  it('shows every finding with its line', async () => {
    place = await workplace(
      inConnectorFolder(
        minimalConnector({
          'manifest.xml': replaceIn(
            manifest,
            'https://brook.example/support',
            'http://brook.example/support',
          ),
          'dialect.tdd': replaceIn(good['dialect.tdd'], 'class="brook_jdbc"', 'class="other"'),
          'connectionBuilder.js': undefined,
        }),
      ),
    )
    const { exitCode, stdout, stderr } = await place.run(['validate'])
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' })
    expect(stdout).toMatchSnapshot()
  })

  it('prints one JSON document with --json, the same with --format json', async () => {
    place = await workplace(
      inConnectorFolder(
        minimalConnector({ 'dialect.tdd': replaceIn(good['dialect.tdd'], 'brook_jdbc', 'other') }),
      ),
    )
    const { exitCode, stdout, stderr } = await place.run(['validate', '--json'])
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' })
    const report = JSON.parse(stdout)
    expect(report).toMatchObject({
      ok: false,
      errors: 1,
      warnings: 0,
      diagnostics: [{ rule: 'class-consistent', severity: 'error', file: 'dialect.tdd', line: 2 }],
    })
    expect(JSON.parse((await place.run(['validate', '--format', 'json'])).stdout)).toEqual(report)
  })

  it('checks a .taco', async () => {
    place = await workplace(inConnectorFolder(good))
    await place.run(['build'])
    expect(await place.run(['validate', 'dist/brook_jdbc-v1.0.0.taco'])).toMatchObject({
      exitCode: 0,
      stderr: '',
    })
    await place.write({ 'no.taco': 'this is no archive' })
    const refused = await place.run(['validate', 'no.taco'])
    expect(refused).toMatchObject({ exitCode: 1, stderr: '' })
    expect(refused.stdout).toContain('error[taco-malformed]: the file is not a well-formed archive')
  })

  it('takes a script whose TypeScript source stands beside it as present', async () => {
    const { 'connectionBuilder.js': _, ...rest } = good
    place = await workplace(inConnectorFolder({ ...rest, 'connectionBuilder.ts': 'export default () => []' }))
    expect(await place.run(['validate'])).toMatchObject({ exitCode: 0 })
  })

  it('checks scripts in TypeScript as a build would, beside everything else, and writes nothing', async () => {
    const wrong = {
      'manifest.xml': replaceIn(manifest, 'https://brook.example/support', 'http://brook.example/support'),
      'connectionBuilder.js': undefined,
      'connectionBuilder.ts':
        "import { trimmed } from './trimmed.ts'\nexport default (attr: { server: string }) => [trimmed(attr.server)]",
      'trimmed.ts': 'export const trimmed = (text: string) =>\n  text.trimStart()',
      'connectionProperties.js': undefined,
      'connectionProperties.ts': 'export default (attr) => (',
    }
    place = await workplace(inConnectorFolder(minimalConnector(wrong)))
    const { exitCode, stdout } = await place.run(['validate', '--json'])
    expect(exitCode).toBe(1)
    const { diagnostics } = JSON.parse(stdout) as {
      diagnostics: { rule: string; file: string; line: number }[]
    }
    expect(diagnostics.map(({ rule, file, line }) => `${rule} ${file}:${line}`)).toEqual([
      'script-not-built connectionProperties.ts:1',
      'https-only manifest.xml:5',
      'script-library trimmed.ts:2',
    ])
    expect(await place.files()).not.toContain('connector/tacosmith-env.d.ts')
    const shown = (await place.run(['validate'])).stdout
    expect(shown).toContain('1 | export default (attr) => (\n')
    expect(shown).toContain('connectionProperties.ts cannot be built: Unexpected end of file')
  })

  it('says of a script that only a bundler can build that it was not checked', async () => {
    const aliased = {
      'connectionBuilder.js': undefined,
      'connectionBuilder.ts': "import { build } from '~lib'\nexport default build",
    }
    place = await workplace(inConnectorFolder(minimalConnector(aliased)))
    const { exitCode, stdout } = await place.run(['validate'])
    expect(exitCode).toBe(0)
    expect(stdout).toContain(
      'info[script-not-built]: connectionBuilder.ts is not checked, because it cannot be built without a bundler plugin',
    )
    const built = await place.run(['build'])
    expect(built).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('error[script-not-built]') })
    expect(built.stderr).not.toContain('must be built from')
  })

  it('refuses an import of a file that does not exist, which no bundler finds either', async () => {
    const lost = {
      'connectionBuilder.js': undefined,
      'connectionBuilder.ts': "import { build } from './lib.ts'\nexport default build",
    }
    place = await workplace(inConnectorFolder(minimalConnector(lost)))
    const { exitCode, stdout } = await place.run(['validate'])
    expect(exitCode).toBe(1)
    expect(stdout).toContain(
      'error[script-not-built]: connectionBuilder.ts cannot be built: Could not resolve "./lib.ts"',
    )
    expect(stdout).toContain('--> connector/connectionBuilder.ts:1:23')
  })

  it('sets rules, and fails on warnings when told to', async () => {
    const changed = replaceIn(good['dialect.tdd'], 'name="Brook"', 'name="Brook" base="DefaultSQLDialect"')
    place = await workplace(inConnectorFolder(minimalConnector({ 'dialect.tdd': changed })))
    const exitCodeOf = async (...words: string[]) => (await place.run(['validate', ...words])).exitCode
    expect(await exitCodeOf()).toBe(0)
    expect(await exitCodeOf('--warnings-as-errors')).toBe(1)
    expect(await exitCodeOf('--rule', 'dialect-default-sql=error')).toBe(1)
    expect(await exitCodeOf('--warnings-as-errors', '--rule', 'dialect-default-sql=off')).toBe(0)
  })

  it('softens the authentication field for old connectors', async () => {
    const fields = replaceIn(
      good['connection-fields.xml'],
      'name="authentication"',
      'name="v-authentication"',
    )
    place = await workplace(inConnectorFolder(minimalConnector({ 'connection-fields.xml': fields })))
    const rules = async (...words: string[]) =>
      JSON.parse((await place.run(['validate', '--json', ...words])).stdout).diagnostics.filter(
        ({ rule }: { rule: string }) => rule === 'authentication-field-required',
      )
    expect(await rules()).toMatchObject([{ severity: 'error' }])
    expect(await rules('--backwards-compatible')).toMatchObject([{ severity: 'warning' }])
  })

  it('writes the log where scripts for the SDK packager look for it', async () => {
    place = await workplace(inConnectorFolder(minimalConnector({ 'connectionBuilder.js': undefined })))
    await place.run(['validate', '-l', 'logs'])
    const log = () => readFile(join(place.folder, 'logs/packaging_logs.txt'), 'utf8')
    const [head, path, ...rest] = (await log()).split('\n')
    expect(head).toMatch(/^\d{4}-\d\d-\d\dT\S+Z tacosmith \d+\.\d+\.\d+/)
    expect(path).toBe(`checked ${join(place.folder, 'connector')}`)
    expect(rest.join('\n')).toMatch(/connectionBuilder\.js[\s\S]*\nFailure: 1 of 1 checked had errors\.\n$/)
    await place.write(inConnectorFolder(minimalConnector()))
    await place.run(['validate', '-l', 'logs'])
    expect(await log()).toMatch(/\nSuccess: no errors\.\n$/)
    await place.run(['build', '-l', 'logs'])
    expect(await log()).toContain(`\nSuccess: ${join(place.folder, 'dist/brook_jdbc-v1.0.0.taco')}\n`)
  })

  describe('wrong use', () => {
    it.each<[string[], RegExp]>([
      [['validate', 'nowhere'], /nowhere does not exist/],
      [['validate', 'conector'], /conector does not exist[\s\S]*Did you mean \S*connector\?/],
      [['validate', 'empty'], /found no connector/],
      [['validate', '--rule', 'nonsense'], /--rule nonsense/],
      [['validate', '--rul', 'x'], /--rule/],
      [['vaildate'], /validate/],
      [['validate', '--engine', 'other'], /libxmljs2/],
    ])('%j ends with 2 and says what to do', async (words, message) => {
      place = await workplace({ ...inConnectorFolder(good), 'empty/empty.txt': '' })
      const { exitCode, stdout, stderr } = await place.run(words)
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
      expect(stderr).toMatch(message)
      expect(stderr).not.toMatch(/^\s+at /m)
    })
  })
})

describe('tacosmith', () => {
  it('alone shows the commands', async () => {
    place = await workplace()
    const { exitCode, stdout } = await place.run([])
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/validate[\s\S]*build/)
  })

  it('tells its version', async () => {
    place = await workplace()
    expect((await place.run(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})
