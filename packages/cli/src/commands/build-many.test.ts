import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { afterEach, describe, expect, it } from 'vitest'
import { type Workplace, workplace } from '../testing/run-cli.ts'
import { namedConnector } from '../testing/several-connectors.ts'

let place: Workplace
afterEach(() => place.dispose())

const good = minimalConnector()

const faultyManifest = replaceIn(
  good['manifest.xml'],
  'https://brook.example/support',
  'http://brook.example',
)
const two = {
  ...namedConnector('connectors/a', 'a'),
  ...namedConnector('connectors/b', 'b', { 'manifest.xml': faultyManifest }),
}
const tacos = async () => (await place.files()).filter((name) => name.endsWith('.taco'))

describe('build with several folders', () => {
  it('has a report of each, a table, and the worst exit code', async () => {
    place = await workplace({ ...two, ...namedConnector('c/connector', 'c') })
    const { exitCode, stdout, stderr } = await place.run(['build', 'connectors/a', 'connectors/b', 'c'])
    expect(exitCode).toBe(1)
    expect(stderr).toMatch(
      /^connectors\/b\n\nerror\[https-only\]: .*\n --> connectors\/b\/manifest\.xml:5:19\n/,
    )
    expect(stdout.split('\n')).toEqual([
      'connector     version  errors  warnings  signed  file',
      'connectors/a  1.0.0         0         0  no      dist/a_jdbc-v1.0.0.taco',
      'connectors/b                1         0          not built',
      'c             1.0.0         0         0  no      dist/c_jdbc-v1.0.0.taco',
      '',
      'Built 2 of 3 connectors: found 1 error in 1 of them.',
      '',
    ])
    expect(await tacos()).toEqual(['dist/a_jdbc-v1.0.0.taco', 'dist/c_jdbc-v1.0.0.taco'])
  })

  it('makes the same bytes, and the same report, as a build of each alone', async () => {
    const typescript = {
      'connectionBuilder.js': undefined,
      'connectionBuilder.ts':
        'export default (attr: Record<string, string>) => [`jdbc:x://${attr.server}`]\n',
    }
    place = await workplace({
      'package.json': '{}',
      ...namedConnector('a', 'a', typescript),
      ...namedConnector('b', 'b', { 'manifest.xml': faultyManifest }),
    })
    const several = JSON.parse((await place.run(['build', 'a', 'b', '--json'])).stdout)
    const file = join(place.folder, 'dist/a_jdbc-v1.0.0.taco')
    const bytes = await readFile(file)
    const types = await readFile(join(place.folder, 'a/tacosmith-env.d.ts'), 'utf8')
    const alone = async (name: string) => JSON.parse((await place.run(['build', name, '--json'])).stdout)
    expect(several).toEqual({
      ok: false,
      errors: 1,
      warnings: 0,
      builds: [
        { path: join(place.folder, 'a'), folder: join(place.folder, 'a'), ...(await alone('a')) },
        { path: join(place.folder, 'b'), folder: join(place.folder, 'b'), ...(await alone('b')) },
      ],
    })
    expect(await readFile(file)).toEqual(bytes)
    expect(await readFile(join(place.folder, 'a/tacosmith-env.d.ts'), 'utf8')).toBe(types)
  })

  it('tells of no findings where nothing could be looked at', async () => {
    place = await workplace(two)
    const { exitCode, stdout } = await place.run(['build', 'nowhere/*'])
    expect(exitCode).toBe(2)
    expect(stdout).toContain('Built 0 of 1 connector: 1 failed; see above.\n')
  })

  it('goes on after what cannot be built, and says which it was', async () => {
    place = await workplace({ ...two, 'e/tacosmith.config.mjs': 'export default { outDir: 1 }' })
    const words = ['build', 'none', 'connectors/a', 'e', 'connectors/a/manifest.xml']
    const { exitCode, stdout, stderr } = await place.run(words)
    expect(exitCode).toBe(2)
    expect(stdout).toContain('Built 1 of 4 connectors: no problems found, and 3 failed; see above.')
    expect(stdout).toMatch(/^none +not built$/m)
    expect(stderr).toMatch(/none does not exist/)
    expect(stderr).toMatch(/tacosmith\.config\.mjs: outDir is 1/)
    expect(stderr).toMatch(/manifest\.xml is not a folder/)
    const { builds } = JSON.parse((await place.run([...words, '--json'])).stdout)
    expect(builds.map((one: object) => ('error' in one ? one.error : 'built'))).toMatchObject([
      { code: 'connector-not-found' },
      'built',
      { code: 'usage' },
      { code: 'connector-not-found' },
    ])
  })

  it('builds a connector once, whatever it is called', async () => {
    place = await workplace(namedConnector('a/connector', 'a'))
    const { exitCode, stdout } = await place.run(['build', 'a', 'a/connector', './a/'])
    expect(exitCode).toBe(0)
    expect(stdout).toContain('Built 1 connector: no problems found.')
  })

  it.each<[string, Record<string, string>, string[]]>([
    ['the same class', namedConnector('connectors/b', 'a'), []],
    ['a fixed file name', namedConnector('connectors/b', 'b'), ['--file-name', 'x.taco']],
    [
      'a configuration that says so',
      {
        ...namedConnector('connectors/b/connector', 'a'),
        'connectors/b/tacosmith.config.mjs': 'export default { outDir: "../../dist" }',
      },
      [],
    ],
  ])('writes nothing where two would be the same file: %s', async (_, files, flags) => {
    place = await workplace({ ...namedConnector('connectors/a', 'a'), ...namedConnector('c', 'c'), ...files })
    const { exitCode, stdout, stderr } = await place.run(['build', 'c', 'connectors/*', ...flags])
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toMatch(
      /^error the same file would be written several times: dist\/\S+\.taco by .*connectors\/a, connectors\/b\n/,
    )
    expect(stderr).toContain('Nothing was written.')
    expect(await tacos()).toEqual([])
  })

  it('writes nothing where two without a name would be the same file by --force', async () => {
    const nameless = { 'manifest.xml': good['manifest.xml']?.replace(/ class='[^']*'| class="[^"]*"/, '') }
    place = await workplace({ ...namedConnector('a', 'a', nameless), ...namedConnector('b', 'b', nameless) })
    const refused = await place.run(['build', 'a', 'b', '--force'])
    expect(refused.exitCode).toBe(2)
    expect(refused.stderr).toContain('dist/unnamed-v1.0.0.taco by a, b')
    expect(await tacos()).toEqual([])
    expect((await place.run(['build', 'a', 'b'])).exitCode).toBe(1)
  })

  it('tells once what is wrong with a flag', async () => {
    place = await workplace(two)
    for (const flags of [
      ['--file-name', 'x'],
      ['--rule', 'x=off'],
      ['--storepass', 'secret-1'],
    ]) {
      const { exitCode, stdout, stderr } = await place.run(['build', 'connectors/*', ...flags])
      expect(exitCode, flags[0]).toBe(2)
      expect(stdout + stderr).not.toContain('secret-1')
      expect(stderr.match(/^error /gm), stderr).toHaveLength(1)
    }
  })

  it('checks only, with --validate-only', async () => {
    place = await workplace(two)
    const { exitCode, stdout } = await place.run(['build', 'connectors/*', '--validate-only', '-v'])
    expect(exitCode).toBe(1)
    expect(stdout).toMatch(/^connectors\/b +b_jdbc +1\.0\.0 +1 +0$/m)
    expect(stdout).toContain('Checked 2 paths: found 1 error in 1 of them.')
    const json = await place.run(['build', 'connectors/*', '--validate-only', '--json'])
    expect(JSON.parse(json.stdout)).toMatchObject({
      ok: false,
      builds: [
        { file: null, signed: false },
        { file: null, report: { errors: 1 } },
      ],
    })
    expect(await tacos()).toEqual([])
  })

  it('packages despite errors with --force, and writes one log', async () => {
    place = await workplace(two)
    expect((await place.run(['build', 'connectors/*', '--force', '-l', 'logs'])).exitCode).toBe(1)
    expect(await tacos()).toEqual(['dist/a_jdbc-v1.0.0.taco', 'dist/b_jdbc-v1.0.0.taco'])
    const log = await readFile(join(place.folder, 'logs/packaging_logs.txt'), 'utf8')
    expect(log).toContain(' --> connectors/b/manifest.xml:5:19\n')
    expect(log).toMatch(/Success: all were built\.\n$/)
  })

  it('checks with the native engine where that is asked for, in the main thread', async () => {
    place = await workplace(two)
    const { stdout, stderr, exitCode } = await place.run(['build', 'connectors/*', '--engine', 'libxmljs2'])
    expect(exitCode, stderr).toBe(1)
    expect(stdout).toContain('Built 1 of 2 connectors')
  })

  it('tells once what it finds in no file of several', async () => {
    place = await workplace({ ...two, ...namedConnector('connectors/c', 'c') })
    const words = ['build', 'connectors/*', '--sign', 'development']
    const { stderr } = await place.run(words)
    expect(stderr.match(/taco-development-certificate/g)).toHaveLength(1)
    expect(stderr).toMatch(/\n\nconnectors\/a, connectors\/c\n\ninfo\[taco-development-certificate\]/)
    const { builds } = JSON.parse((await place.run([...words, '--json'])).stdout)
    const rules = builds.map((one: { report: { diagnostics: { rule: string }[] } }) =>
      one.report.diagnostics.map(({ rule }) => rule),
    )
    expect(rules).toEqual([
      ['taco-development-certificate'],
      ['https-only'],
      ['taco-development-certificate'],
    ])
  })

  it('writes annotations in GitHub Actions', async () => {
    place = await workplace(two)
    const { stderr } = await place.run(['build', 'connectors/*'], { GITHUB_ACTIONS: 'true' })
    expect(stderr).toMatch(/^::error file=connectors\/b\/manifest\.xml,line=5/m)
  })
})

describe('build with patterns', () => {
  it('leaves out folders without a connector, with a note, and files', async () => {
    place = await workplace({ ...two, 'connectors/docs/a.md': '', 'connectors/README.md': '' })
    const { exitCode, stdout, stderr } = await place.run(['build', 'connectors/[!b]*'])
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: 'Left out, because it is not a connector: connectors/docs.\n',
    })
    expect(stdout).toContain('Built 1 connector: no problems found.')
  })

  it('says which comes to nothing', async () => {
    place = await workplace({ ...two, 'docs/one/a.md': '' })
    const { exitCode, stdout, stderr } = await place.run(['build', 'connectors/a*', 'docs/*', 'x/*'])
    expect(exitCode).toBe(2)
    expect(stdout).toContain('Built 1 of 3 connectors')
    expect(stderr).toContain('nothing that fits docs/* is a connector')
    expect(stderr).toContain('no folder fits x/*')
    const nothing = await place.run(['build', 'docs/*', '--json'])
    expect(nothing.exitCode).toBe(2)
    expect(JSON.parse(nothing.stdout)).toMatchObject({
      ok: false,
      builds: [{ path: join(place.folder, 'docs/*'), error: { code: 'connector-not-found' } }],
    })
  })

  it('takes a folder that is named for what it is', async () => {
    place = await workplace({ ...two, 'connectors/docs/a.md': '' })
    const { exitCode, stderr } = await place.run(['build', 'connectors/*', 'connectors/docs'])
    expect(exitCode).toBe(2)
    expect(stderr).toContain('found no connector')
  })
})

describe('validate with patterns', () => {
  it('leaves out what is no connector and no file of one', async () => {
    place = await workplace({ ...two, 'connectors/docs/a.md': '', 'connectors/README.md': '' })
    const { exitCode, stdout, stderr } = await place.run(['validate', 'connectors/*'])
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: 'Left out, because they are not connectors: connectors/README.md, connectors/docs.\n',
    })
    expect(stdout).toContain('Checked 2 paths')
    const nothing = await place.run(['validate', 'connectors/d*', '--json'])
    expect(nothing.exitCode).toBe(2)
    expect(JSON.parse(nothing.stdout)).toMatchObject({
      reports: [{ error: { code: 'connector-not-found' } }],
    })
  })
})
