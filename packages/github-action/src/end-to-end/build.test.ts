import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Checkout, checkout, exampleConnector, inFolder } from '../testing/run-action.ts'

let place: Checkout
beforeEach(async () => {
  place = await checkout(inFolder('connector', minimalConnector()))
})
afterEach(() => place.dispose())

const broken = (): Record<string, string> => {
  const files = minimalConnector()
  const manifest = replaceIn(files['manifest.xml'], 'superclass=', 'superklass=')
  return inFolder('db/connector', { ...files, 'manifest.xml': manifest })
}

describe('validate-only', () => {
  it('passes, and makes nothing but the report', async () => {
    const { exitCode, outputs, summary } = await place.run({ 'validate-only': 'true' })
    expect(exitCode).toBe(0)
    expect(Object.keys(outputs)).toEqual(['report-path'])
    expect(JSON.parse(await readFile(outputs['report-path'] ?? '', 'utf8'))).toMatchObject({
      taco: null,
      report: { ok: true, errors: 0 },
    })
    expect(summary).toContain('✅ Tableau connector')
  })

  it('fails, with annotations on the lines as the repository knows them, and a SARIF file', async () => {
    await place.write(broken())
    const inputs = { connector: 'db', 'validate-only': 'true', 'sarif-file': 'out/findings.sarif' }
    const { exitCode, stdout, summary, outputs } = await place.run(inputs)
    expect(exitCode).toBe(1)
    expect(stdout).toMatch(/^::error file=db\/connector\/manifest\.xml,line=\d+,/m)
    expect(summary).toContain('❌')
    expect(summary).toContain('superklass')
    expect(outputs['report-path']).toBeTruthy()
    const sarif = JSON.parse(await readFile(join(place.folder, 'out/findings.sarif'), 'utf8'))
    expect(sarif.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri).toBe(
      'db/connector/manifest.xml',
    )
  })

  it('keeps markup in a connector out of the summary', async () => {
    const files = minimalConnector()
    const manifest = replaceIn(
      files['manifest.xml'],
      '<vendor-information>',
      '<img src="q"/><vendor-information>',
    )
    await place.write(inFolder('connector', { 'manifest.xml': manifest }))
    const { summary } = await place.run({ 'validate-only': 'true' })
    expect(summary).toContain('&lt;img')
    expect(summary).not.toContain('<img')
  })

  it('fails on warnings where asked to', async () => {
    const manifest = replaceIn(minimalConnector()['manifest.xml'], 'value="no"', 'value="false"')
    await place.write(inFolder('connector', { 'manifest.xml': manifest }))
    const lenient = await place.run({ 'validate-only': 'true' })
    const strict = await place.run({ 'validate-only': 'true', 'fail-on-warnings': 'true' })
    expect([lenient.exitCode, strict.exitCode]).toEqual([0, 1])
    expect(lenient.stdout).toMatch(/^::warning file=connector\/manifest\.xml/m)
  })
})

describe('building', () => {
  it('makes an unsigned file on a branch, and tells all about it', async () => {
    const { exitCode, outputs, summary } = await place.run({
      'out-dir': 'out',
      'file-name': 'my-[version].taco',
      checksums: 'true',
    })
    expect(exitCode).toBe(0)
    expect(outputs).toMatchObject({ signed: 'false', 'taco-name': expect.stringMatching(/^my-.*\.taco$/) })
    expect(outputs['taco-path']).toBe(join(place.folder, 'out', outputs['taco-name'] ?? ''))
    const checksum = await readFile(`${outputs['taco-path']}.sha256`, 'utf8')
    expect(checksum).toBe(`${outputs.sha256}  ${outputs['taco-name']}\n`)
    expect(outputs['min-tableau-version']).toMatch(/^20\d\d\.\d$/)
    for (const text of ['manifest.xml', outputs.sha256, 'signature checks switched off'])
      expect(summary).toContain(text)
  })

  it('builds scripts in TypeScript with the esbuild of the project', async () => {
    await place.write(inFolder('connector', await exampleConnector('vite-postgres-jdbc')))
    const without = await place.run({})
    expect(without.exitCode).toBe(1)
    expect(without.errors[0]).toMatch(
      /connectionBuilder\.ts needs esbuild.*not installed[\s\S]*npm ci[\s\S]*build-command/,
    )
    await place.installPackages()
    expect((await place.run({})).outputs.class).toBe('example_postgres_jdbc')
  })

  it.each(['esbuild-minimal', 'webpack-mysql-odbc'])('builds the example %s', async (name) => {
    await place.write(inFolder('other', await exampleConnector(name)))
    await place.installPackages()
    const { exitCode, outputs } = await place.run({ connector: 'other' })
    expect(exitCode).toBe(0)
    expect(outputs.version).toBe('1.0.0')
  })

  it('reads a configuration in TypeScript without anything installed', async () => {
    // As init and create write it.
    const config = [
      "import { defineConfig } from '@tacosmith/core'",
      'const outDir: string = "from-config"',
      'export default defineConfig({ connector: "connector", outDir })',
    ].join('\n')
    await place.write({
      'tacosmith.config.ts': config,
      'sub/tacosmith.config.mjs': 'export default { connector: "../connector", outDir: "named" }',
    })
    expect((await place.run({})).outputs['taco-path']).toContain(join(place.folder, 'from-config'))
    const named = await place.run({ config: 'sub/tacosmith.config.mjs' })
    expect(named.outputs['taco-path']).toContain(join(place.folder, 'sub', 'named'))
  })
})

describe('a .taco that is there', () => {
  it('comes of the build command', async () => {
    await place.write(inFolder('connector', await exampleConnector('esbuild-minimal')))
    await place.installPackages()
    await place.write({
      'package.json': '{"type":"module"}',
      'build.mjs': `import { build } from 'esbuild'
import { tacosmith } from '@tacosmith/esbuild-plugin'
await build({ outdir: 'my dist', plugins: [tacosmith()] })`,
    })
    const { exitCode, outputs, stdout } = await place.run({
      'build-command': 'node build.mjs',
      'out-dir': 'my dist',
    })
    expect(stdout).toContain('build.mjs')
    expect(exitCode).toBe(0)
    expect(outputs['taco-path']).toMatch(/my dist.example.*\.taco$/)
  })

  it('is looked for in its project, where the configuration is for a whole workspace', async () => {
    await place.write({
      'tacosmith.config.mjs': 'export default { fileName: "shared.taco" }',
      'db/package.json': '{}',
      ...inFolder('db/connector', minimalConnector()),
    })
    const built = await place.run({ connector: 'db' })
    expect(built.outputs['taco-path']).toBe(join(place.folder, 'db/dist/shared.taco'))
    const { exitCode, outputs } = await place.run({ connector: 'db', 'build-command': 'node --version' })
    expect({ exitCode, path: outputs['taco-path'] }).toEqual({
      ...{ exitCode: 0, path: join(place.folder, 'db/dist/shared.taco') },
    })
  })

  it('is refused where it has errors, and is missing where the pattern fits nothing', async () => {
    const { exitCode, errors } = await place.run({ taco: 'dist/*.taco' })
    expect([exitCode, errors[0]]).toEqual([
      1,
      expect.stringMatching(/dist\/\*\.taco should match one \.taco file, but matches no file/),
    ])
    await place.write({ 'dist/a.taco': 'no archive', 'dist/b.taco': 'no archive' })
    expect((await place.run({ taco: 'dist/*.taco' })).errors[0]).toMatch(/matches 2 files/)
    expect((await place.run({ taco: 'dist/a.taco' })).errors[0]).toMatch(
      /dist\/a\.taco: the file is not a well-formed archive/,
    )
  })

  it('is only checked with validate-only, with findings in files that the checkout has', async () => {
    const built = await place.run({ 'out-dir': 'out' })
    const before = await readFile(built.outputs['taco-path'] ?? '')
    const { exitCode, outputs } = await place.run({
      taco: 'out/*.taco',
      'validate-only': 'true',
      sign: 'development',
    })
    expect([exitCode, Object.keys(outputs)]).toEqual([0, ['report-path']])
    expect(await readFile(built.outputs['taco-path'] ?? '')).toEqual(before)
  })

  it('has its findings at the files that it was made of, and in words where these are not there', async () => {
    const manifest = replaceIn(minimalConnector()['manifest.xml'], '"1.0.0"', '"0.0.0"')
    await place.write({ 'connector/manifest.xml': manifest })
    await place.run({ 'out-dir': 'out' })
    const there = await place.run({ taco: 'out/*.taco' })
    expect(there.stdout).toMatch(/^::\w+ file=connector\/manifest\.xml,line=/m)
    await rm(join(place.folder, 'connector'), { recursive: true })
    const gone = await place.run({ taco: 'out/*.taco' })
    expect(gone.stdout).not.toContain('file=')
    expect(gone.stdout).toMatch(/^::\w+ title=.*::manifest\.xml:\d+: /m)
  })

  it('is not looked for where the build command fails', async () => {
    const { exitCode, errors } = await place.run({
      'build-command': 'node -e "process.exit(7)"',
      taco: 'x.taco',
    })
    expect([exitCode, errors[0]]).toEqual([1, expect.stringContaining('exit code 7')])
  })
})

describe('wrong use', () => {
  it.each<[Record<string, string>, RegExp]>([
    [{ connector: 'nowhere' }, /nowhere does not exist/],
    [{ config: 'tacosmith.config.ts' }, /does not exist/],
    [{ sign: 'maybe' }, /input sign is 'maybe'/],
    [{ overwrite: 'yes' }, /input overwrite is 'yes'/],
    [{ sign: 'true' }, /sign is true, but there is no key/],
    [{ keystore: 'a.p12', 'keystore-base64': 'QUJDREVGR0g=' }, /keystore and keystore-base64/],
    [{ 'keystore-base64': 'this is no base64!' }, /keystore-base64 is not base64/],
    [{ 'upload-to-release': 'true' }, /not for a tag or a release/],
    [{ 'fail-on-review': 'B' }, /needs previous-taco/],
    [{ taco: 'a.taco', connector: 'connector' }, /taco and connector/],
  ])('%j', async (inputs, message) => {
    const { exitCode, errors } = await place.run(inputs)
    expect(exitCode).toBe(1)
    expect(errors[0]).toMatch(message)
  })
})
