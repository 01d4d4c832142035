import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { afterEach, describe, expect, it } from 'vitest'
import { type Workplace, workplace } from '../testing/run-cli.ts'

let place: Workplace
afterEach(() => place.dispose())

const good = minimalConnector()
const faulty = minimalConnector({
  'manifest.xml': replaceIn(good['manifest.xml'], 'https://brook.example/support', 'http://brook.example'),
})

/** Files below a folder. */
const below = (folder: string, files: Record<string, string>) =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]))

const two = { ...below('connectors/a', good), ...below('connectors/b', faulty) }

describe('validate with several paths', () => {
  it('has a report of each, and one line on all', async () => {
    place = await workplace(two)
    const { exitCode, stdout, stderr } = await place.run(['validate', 'connectors/a', 'connectors/b'])
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' })
    expect(stdout).toMatch(
      /^connectors\/b\n\nerror\[https-only\]: .*\n --> connectors\/b\/manifest\.xml:5:19\n/,
    )
    expect(stdout.slice(stdout.indexOf('Found 1'))).toBe(
      [
        'Found 1 error.',
        '',
        'connector     class       version  errors  warnings',
        'connectors/a  brook_jdbc  1.0.0         0         0',
        'connectors/b  brook_jdbc  1.0.0         1         0',
        '',
        'Checked 2 paths: found 1 error in 1 of them.\n',
      ].join('\n'),
    )
    expect((await place.run(['validate', 'connectors/a', 'connectors/a/manifest.xml'])).stdout).toBe(
      'Checked 2 paths: no problems found.\n',
    )
  })

  it('prints one JSON document, which a single path does not change', async () => {
    place = await workplace(two)
    const { exitCode, stdout, stderr } = await place.run([
      'validate',
      'connectors/a',
      'connectors/b',
      '--json',
    ])
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' })
    const folder = (name: string) => join(place.folder, 'connectors', name)
    const alone = JSON.parse((await place.run(['validate', 'connectors/b', '--json'])).stdout)
    expect(alone).toMatchObject({ ok: false, errors: 1, diagnostics: [{ file: 'manifest.xml' }] })
    expect(JSON.parse(stdout)).toEqual({
      ok: false,
      errors: 1,
      warnings: 0,
      reports: [
        { path: folder('a'), folder: folder('a'), ok: true, errors: 0, warnings: 0, diagnostics: [] },
        { path: folder('b'), folder: folder('b'), ...alone },
      ],
    })
  })

  it('goes on after what cannot be checked, and says which it was', async () => {
    place = await workplace({ ...two, 'package.json': '{}' })
    const words = ['validate', 'connectors/a', 'conectors', 'connectors/b', 'package.json']
    const { exitCode, stdout, stderr } = await place.run(words)
    expect(exitCode).toBe(2)
    expect(stdout).toContain('Checked 2 of 4 paths: found 1 error in 1 of them, and 2 failed; see above.\n')
    expect(stderr).toMatch(/conectors does not exist\n.*Did you mean \S*connectors\?/)
    expect(stderr).toMatch(/package\.json is not a file of a connector/)
    const document = JSON.parse((await place.run([...words, '--json'])).stdout)
    expect(document).toMatchObject({
      ok: false,
      reports: [
        { ok: true },
        { path: join(place.folder, 'conectors'), error: { code: 'connector-not-found' } },
        { errors: 1 },
        { error: { code: 'usage' } },
      ],
    })
  })

  it('tells once what is wrong with a flag', async () => {
    place = await workplace(two)
    const { exitCode, stdout, stderr } = await place.run([
      'validate',
      'connectors/a',
      'connectors/b',
      '--rule',
      'x=off',
    ])
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr.match(/unknown rule/g)).toHaveLength(1)
    const json = await place.run(['validate', 'connectors/a', 'connectors/b', '--rule', 'x=off', '--json'])
    expect(JSON.parse(json.stdout)).toMatchObject({ error: { code: 'usage' } })
  })

  it('counts warnings as errors in each', async () => {
    const warned = {
      'dialect.tdd': replaceIn(good['dialect.tdd'], 'name="Brook"', 'name="Brook" base="DefaultSQLDialect"'),
    }
    place = await workplace({ ...below('a', good), ...below('b', minimalConnector(warned)) })
    expect((await place.run(['validate', 'a', 'b'])).exitCode).toBe(0)
    expect((await place.run(['validate', 'a', 'b', '--warnings-as-errors'])).exitCode).toBe(1)
  })

  it('checks folders, archives and files together, each path once', async () => {
    place = await workplace({ ...two, 'oauth.xml': '<pluginOAuthConfig/>' })
    expect((await place.run(['build', 'connectors/a', '--file-name', 'a.taco'])).exitCode).toBe(0)
    const words = ['connectors/a', 'dist/a.taco', 'connectors/a/dialect.tdd', 'oauth.xml', './connectors/a/']
    const { stdout } = await place.run(['validate', ...words, '--json'])
    const { reports } = JSON.parse(stdout) as { reports: { path: string; folder?: string; errors: number }[] }
    expect(reports.map(({ path, folder, errors }) => [path, folder, errors > 0])).toEqual([
      [join(place.folder, 'connectors/a'), join(place.folder, 'connectors/a'), false],
      [join(place.folder, 'dist/a.taco'), undefined, false],
      [join(place.folder, 'connectors/a/dialect.tdd'), join(place.folder, 'connectors/a'), false],
      [join(place.folder, 'oauth.xml'), place.folder, true],
    ])
  })

  it('brings the types of each up to date where there are some', async () => {
    const stale = { 'connectors/a/tacosmith-env.d.ts': '// old\n' }
    place = await workplace({ ...two, ...stale })
    await place.run(['validate', 'connectors/a'])
    const types = await readFile(join(place.folder, 'connectors/a/tacosmith-env.d.ts'), 'utf8')
    expect(types).not.toContain('// old')
    await place.write(stale)
    await place.run(['validate', 'connectors/*'])
    expect(await readFile(join(place.folder, 'connectors/a/tacosmith-env.d.ts'), 'utf8')).toBe(types)
    expect(await place.files()).not.toContain('connectors/b/tacosmith-env.d.ts')
  })

  it('names the XML engine once', async () => {
    place = await workplace(two)
    const { stderr } = await place.run(['validate', 'connectors/a', 'connectors/a/dialect.tdd', '--verbose'])
    expect(stderr).toMatch(/^XML engine: \S+\n$/)
  })

  it('writes one log', async () => {
    place = await workplace(two)
    await place.run(['validate', 'connectors/a', 'connectors/b', '-l', 'logs'])
    const log = await readFile(join(place.folder, 'logs/packaging_logs.txt'), 'utf8')
    expect(log).toContain(' --> connectors/b/manifest.xml:5:19\n')
    expect(log).toContain('Checked 2 paths')
  })
})

describe('validate with patterns, which not every shell expands', () => {
  it('checks what they fit, sorted, and nothing in node_modules', async () => {
    place = await workplace({ ...two, ...below('node_modules/x', faulty) })
    const paths = async (pattern: string) => {
      const document = JSON.parse((await place.run(['validate', pattern, '--json'])).stdout)
      return (document.reports as { path: string }[]).map(({ path }) => path.slice(place.folder.length + 1))
    }
    expect(await paths('connectors/*')).toEqual(['connectors/a', 'connectors/b'])
    expect(await paths('**/manifest.xml')).toEqual(['connectors/a/manifest.xml', 'connectors/b/manifest.xml'])
    expect(await paths('connectors/a/{manifest.xml,*.tdd}')).toEqual([
      'connectors/a/dialect.tdd',
      'connectors/a/manifest.xml',
    ])
    // The form does not depend on how many there are today.
    expect(await paths('connectors/b*')).toEqual(['connectors/b'])
    expect(await paths(join(place.folder, 'connectors/[ab]'))).toEqual(['connectors/a', 'connectors/b'])
  })

  it('takes a path for what it is', async () => {
    place = await workplace(below('[id]', faulty))
    const { stdout } = await place.run(['validate', '[id]', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({ errors: 1, diagnostics: [{ file: 'manifest.xml' }] })
  })

  it('says which fits nothing', async () => {
    place = await workplace(two)
    const { exitCode, stdout, stderr } = await place.run(['validate', 'connectors/*', 'x/*.tdd'])
    expect(exitCode).toBe(2)
    expect(stdout).toContain('Checked 2 of 3 paths')
    expect(stderr).toContain('no file or folder fits x/*.tdd')
  })
})

describe('validate --format with several paths', () => {
  it('sarif, gitlab and junit are one document with paths in the repository', async () => {
    place = await workplace({ ...below('app/connectors/a', faulty), ...below('app/connectors/b', faulty) })
    await place.write({ '.git/HEAD': 'ref: refs/heads/main\n' })
    const words = ['validate', 'app/connectors/*', '--format']
    const uris = (stdout: string) =>
      JSON.parse(stdout).runs.map(({ results }: { results: object[] }) => results.length)
    expect(uris((await place.run([...words, 'sarif'])).stdout)).toEqual([2])
    const gitlab = await place.run([...words, 'gitlab'])
    expect(gitlab).toMatchObject({ exitCode: 1, stderr: '' })
    expect(JSON.parse(gitlab.stdout)).toMatchObject([
      { check_name: 'https-only', location: { path: 'app/connectors/a/manifest.xml', lines: { begin: 5 } } },
      { check_name: 'https-only', location: { path: 'app/connectors/b/manifest.xml', lines: { begin: 5 } } },
    ])
    const junit = await place.run([...words, 'junit'])
    expect(junit).toMatchObject({ exitCode: 1, stderr: '' })
    expect(junit.stdout).toContain('<testsuite name="app/connectors/b" tests="1" failures="1"')
    expect(junit.stdout).toContain('file="app/connectors/b/manifest.xml"')
    const github = await place.run([...words, 'github'])
    expect(github.stdout.match(/^::error file=app\/connectors\/[ab]\/manifest\.xml,line=5/gm)).toHaveLength(2)
    expect(github.stdout).toContain(' --> app/connectors/a/manifest.xml:5:19')
  })

  it('of a single file has its place in the repository too', async () => {
    place = await workplace({ '.git/HEAD': 'ref', ...below('a/connector', faulty) })
    const { stdout } = await place.run(['validate', 'a/connector/manifest.xml', '--format', 'gitlab'])
    expect(JSON.parse(stdout)).toMatchObject([{ location: { path: 'a/connector/manifest.xml' } }])
    expect((await place.run(['validate', 'a', '--format', 'junit'])).stdout).toContain('<testsuite name="a"')
  })
})
