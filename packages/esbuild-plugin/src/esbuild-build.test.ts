import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { verifyIntegrity } from '@tacosmith/core/adapter'
import { callScript, minimalConnector, readTacoEntry, type TemporaryProject } from '@tacosmith/test-kit'
import type * as newest from 'esbuild'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type TacosmithEsbuildOptions, tacosmith } from './index.ts'
import { connectorProject } from './testing/connector-project.ts'
import { releases } from './testing/releases.ts'

const attr = { server: 'db', port: '1', username: 'ada', password: 'secret' }
const taco = 'brook_jdbc-v1.0.0.taco'

describe.each(releases)('esbuild %s', (name, esbuild) => {
  let project: TemporaryProject
  afterEach(() => project.dispose())

  const build = <T extends newest.BuildOptions>(
    more: T = {} as T,
    options: TacosmithEsbuildOptions = {},
  ): Promise<newest.BuildResult<T>> => {
    const settings = {
      absWorkingDir: project.root,
      logLevel: 'silent',
      plugins: [tacosmith(options)],
      ...more,
    }
    return esbuild.build(settings as newest.BuildOptions) as Promise<newest.BuildResult<T>>
  }

  it('is the release that it should be', async () => {
    project = await connectorProject()
    expect(esbuild.version).toMatch(new RegExp(`^${name}\\.`))
  })

  it('writes nothing but the .taco, plain scripts byte for byte', async () => {
    project = await connectorProject()
    const result = await build()
    expect(await project.output()).toEqual([taco])
    expect(await project.readTaco('connectionBuilder.js')).toBe(minimalConnector()['connectionBuilder.js'])
    expect(result.warnings).toEqual([])
    expect(result.outputFiles).toBeUndefined()
  })

  it("uses the user's aliases, defines, loaders, injections and plugins, JSON and npm packages", async () => {
    project = await connectorProject({
      'numbers.json': '{ "port": 5432 }',
      'note.txt': 'a note',
      'connectionBuilder.ts': [
        'import { name } from "~name"',
        'import made from "virtual:made"',
        'import { port } from "./numbers.json"',
        'import note from "./note.txt"',
        'import { shout } from "shout"',
        'export default () => [name, made, __VERSION__, String(port), note, shout("hey"), injected]',
      ].join('\n'),
    })
    await project.write({
      'src/name.ts': 'export const name: string = "aliased"',
      'src/injected.ts': 'export const injected: string = "injected"',
      'node_modules/shout/package.json': '{ "name": "shout", "version": "1.0.0", "main": "main.js" }',
      'node_modules/shout/main.js': 'exports.shout = (text) => text.toUpperCase()',
    })
    await build({
      alias: { '~name': './src/name.ts' },
      define: { __VERSION__: '"9.9"' },
      loader: { '.txt': 'text' },
      inject: ['src/injected.ts'],
      plugins: [
        {
          name: 'made',
          setup({ onResolve, onLoad }) {
            onResolve({ filter: /^virtual:made$/ }, ({ path }) => ({ path, namespace: 'made' }))
            onLoad({ filter: /.*/, namespace: 'made' }, () => ({ contents: 'export default "made"' }))
          },
        },
        tacosmith(),
      ],
    })
    expect(callScript(await project.readTaco('connectionBuilder.js'), attr)).toEqual([
      'aliased',
      'made',
      '9.9',
      '5432',
      'a note',
      'HEY',
      'injected',
    ])
  })

  describe('output', () => {
    it('goes beside outfile, with a name of its own', async () => {
      project = await connectorProject()
      await project.write({ 'app.js': 'export const app = 1' })
      await build({ entryPoints: ['app.js'], outfile: 'out/app.mjs', format: 'esm' }, { fileName: 'c.taco' })
      expect(await readTacoEntry(await readFile(join(project.root, 'out/c.taco')), 'manifest.xml')).toContain(
        'brook_jdbc',
      )
      expect(await readFile(join(project.root, 'out/app.mjs'), 'utf8')).toContain('app = 1')
      expect(await project.output()).toEqual([])
    })

    it('is among outputFiles where write is false', async () => {
      project = await connectorProject()
      const { outputFiles } = await build({ write: false, outdir: 'out' })
      expect(outputFiles.map(({ path }) => path)).toEqual([join(project.root, 'out', taco)])
      expect(await readTacoEntry(outputFiles[0]!.contents, 'manifest.xml')).toContain('brook_jdbc')
      expect(outputFiles[0]?.hash).not.toBe('')
      expect(await project.output()).toEqual([])
    })

    it('leaves an app of several entry points as it was, byte for byte', async () => {
      project = await connectorProject({ 'connectionBuilder.ts': 'export default () => ["x"]' })
      await project.write({
        'src/a.ts': 'import { shared } from "./shared"\nconsole.log(shared, require("./common"))',
        'src/deep/b.ts': 'import { shared } from "../shared"\nimport("../lazy")\nconsole.log(shared)',
        'src/shared.ts': 'export const shared = 1',
        'src/lazy.ts': 'export const lazy = 1',
        'src/common.js': 'exports.common = this',
      })
      const app = {
        entryPoints: { 'a/first': 'src/a.ts', second: 'src/deep/b.ts' },
        outdir: 'dist',
        bundle: true,
        splitting: true,
        format: 'esm',
        metafile: true,
        write: false,
        sourcemap: true,
      } as const
      const alone = await build({ ...app, plugins: [] })
      const beside = await build(app)
      const own = beside.outputFiles.filter(({ path }) => !path.endsWith('.taco'))
      expect(own.map(({ path, text }) => [path, text])).toEqual(
        alone.outputFiles.map(({ path, text }) => [path, text]),
      )
      expect(beside.outputFiles.length).toBe(own.length + 1)
      expect(beside.metafile.outputs).toMatchObject(alone.metafile.outputs)
    })

    it.each([
      ['stdin', { stdin: { contents: 'console.log(1)' }, outfile: 'dist/app.js' }],
      ['a pattern', { entryPoints: ['src/*.js'], outdir: 'dist' }],
    ])('stands beside an app from %s', async (_kind, app) => {
      project = await connectorProject()
      await project.write({ 'src/app.js': 'console.log(1)' })
      await build(app)
      expect(await project.output()).toEqual(['app.js', taco])
    })

    it('is in the metafile with everything that it was made of', async () => {
      project = await connectorProject({
        'shared.ts': 'export const word = "a"',
        'connectionBuilder.ts': 'import { word } from "./shared"\nexport default () => [word]',
        'connectionProperties.ts': 'import { word } from "./shared"\nexport default () => ({ word })',
      })
      const { metafile } = await build({ metafile: true })
      expect(Object.keys(metafile.outputs)).toEqual([`dist/${taco}`])
      const output = metafile.outputs[`dist/${taco}`]!
      expect(Object.keys(output.inputs).sort()).toEqual([
        'connector/connection-fields.xml',
        'connector/connection-resolver.tdr',
        'connector/connectionBuilder.ts',
        'connector/connectionProperties.ts',
        'connector/dialect.tdd',
        'connector/manifest.xml',
        'connector/shared.ts',
      ])
      expect(Object.keys(metafile.inputs).sort()).toEqual(Object.keys(output.inputs).sort())
      expect(output.inputs['connector/shared.ts']?.bytesInOutput).toBeGreaterThan(20)
      const written = await readFile(join(project.root, 'dist', taco))
      expect(output.bytes).toBe(written.length)
      expect(await esbuild.analyzeMetafile(metafile)).toContain('connector/manifest.xml')
    })
  })

  describe('signing', () => {
    let home: string
    beforeEach(async () => {
      home = await mkdtemp(join(tmpdir(), 'tacosmith-home-'))
      vi.stubEnv('TACOSMITH_HOME', home)
    })
    afterEach(async () => {
      vi.unstubAllEnvs()
      await rm(home, { recursive: true, force: true })
    })

    it('uses the development certificate, says what that is worth, and signs equal input once', async () => {
      project = await connectorProject({ 'connectionBuilder.ts': 'export default () => ["first"]' })
      const context = await esbuild.context({
        absWorkingDir: project.root,
        logLevel: 'silent',
        plugins: [tacosmith({ sign: 'development' })],
      })
      const bytes = () => readFile(join(project.root, 'dist', taco))
      try {
        const { warnings } = await context.rebuild()
        expect(warnings.map(({ text }) => text).join()).toContain('development certificate')
        const first = await bytes()
        expect(await verifyIntegrity(first)).toEqual([])

        await project.write({ 'connector/connectionBuilder.ts': 'export default () => [ "first" ] // same' })
        await project.remove('dist')
        expect((await context.rebuild()).warnings.length).toBe(warnings.length)
        expect((await bytes()).equals(first)).toBe(true)

        await project.write({ 'connector/connectionBuilder.ts': 'export default () => ["second"]' })
        await context.rebuild()
        expect((await bytes()).equals(first)).toBe(false)
        expect(callScript(await project.readTaco('connectionBuilder.js'), {})).toEqual(['second'])
      } finally {
        await context.dispose()
      }
    })
  })
})
