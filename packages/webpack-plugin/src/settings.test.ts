import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { callScript } from '@tacosmith/test-kit'
import { afterEach, describe, expect, it } from 'vitest'
import { TacosmithPlugin } from './index.ts'
import { type BundlerProject, buildOnce, bundlerProject, bundlers } from './testing/bundler-project.ts'
import { expectBothScripts, tacoName, typescriptScripts } from './testing/typescript-scripts.ts'

const app = { 'src/index.ts': 'import { port } from "../connector/shared.ts"\nalert(port({}))' }
const allChunks = { runtimeChunk: 'single', splitChunks: { chunks: 'all', minSize: 0 } }

describe.each(bundlers)('$name, whatever the configuration', (bundler) => {
  let project: BundlerProject
  afterEach(() => project.dispose())

  const start = async (more: Record<string, string> = {}) => {
    project = await bundlerProject(bundler, { ...typescriptScripts, ...more })
  }

  /** Builds without a word. */
  const build = async (config: object | object[] = {}) => {
    const withPlugin = { plugins: [new TacosmithPlugin()], ...config }
    const stats = await buildOnce(bundler, Array.isArray(config) ? config : project.config(withPlugin))
    expect(stats).toMatchObject({ errors: [], warnings: [] })
  }

  it.each([
    ['production', undefined],
    ['production', 'source-map'],
    ['development', undefined],
    ['development', false],
    ['development', 'eval'],
    ['development', 'eval-source-map'],
    ['development', 'inline-source-map'],
    ['none', undefined],
  ])('builds scripts, mode %s, devtool %s', async (mode, devtool) => {
    await start(app)
    const config = { mode, ...(devtool === undefined ? {} : { devtool }) }
    await build(config)
    await expectBothScripts(project)
    expect(await project.output()).toEqual([tacoName])

    await build({ ...config, entry: './src/index.ts' })
    await expectBothScripts(project)
  })

  it.each<[string, object]>([
    ['splitChunks', { optimization: { splitChunks: { chunks: 'all', minSize: 0 } } }],
    ['a runtime chunk', { optimization: { runtimeChunk: 'single' } }],
    ['both, in development', { mode: 'development', optimization: allChunks }],
    ['file names of its own', { output: { filename: 'x/[contenthash].js', assetModuleFilename: 'y' } }],
    ['a library', { output: { library: { name: 'Lib', type: 'umd' } } }],
    ['ES modules as output', { experiments: { outputModule: true }, output: { module: true } }],
    ['Node as target', { target: 'node' }],
    ['ES5 as target', { target: ['web', 'es5'] }],
  ])('is immune to %s', async (_setting, config) => {
    await start()
    await build(config)
    await expectBothScripts(project)
    expect(await project.output()).toEqual([tacoName])
  })

  it.each(['development', 'production'])('builds an app beside it, mode %s', async (mode) => {
    await start(app)
    await build({ mode, entry: './src/index.ts', optimization: allChunks })
    await expectBothScripts(project)
    const output = await project.output()
    expect(output).toContain('main.js')
    expect(output.join()).not.toContain('connection')
  })

  it('makes the same bytes of the same sources in another folder', async () => {
    const config = { mode: 'development', entry: './src/index.ts' }
    await start(app)
    await build(config)
    const bytes = await readFile(join(project.root, 'dist', tacoName))
    await project.dispose()
    await start(app)
    await build(config)
    expect(bytes.equals(await readFile(join(project.root, 'dist', tacoName)))).toBe(true)
  })

  it('builds with several compilers in one configuration', async () => {
    await start(app)
    await build([
      project.config({ name: 'app', entry: './src/index.ts' }),
      project.config({
        name: 'connector',
        plugins: [new TacosmithPlugin()],
        output: { path: join(project.root, 'connectors') },
      }),
    ])
    expect(await project.output()).toEqual(['main.js'])
    expect(await project.output('connectors')).toEqual([tacoName])
    await expectBothScripts(project, 'connectors')
  })

  it('works with a persistent cache, and notices changes behind its back', async () => {
    await start()
    const config = bundler.persistentCache(join(project.root, 'cache'))
    await build(config)
    expect((await readdir(join(project.root, 'cache'))).length).toBeGreaterThan(0)
    await rm(join(project.root, 'dist'), { recursive: true })
    await build(config)
    await expectBothScripts(project)
    await project.write({ 'connector/shared.ts': 'export const port = (_attr: object) => "changed"' })
    await build(config)
    expect(callScript(await project.readTaco('connectionBuilder.js'), { server: 'db' })).toEqual([
      'jdbc:x://db:changed',
    ])
  })
})
