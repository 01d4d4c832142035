import { inConnectorFolder, minimalConnector, replaceIn } from '@tacosmith/test-kit'
import type { InlineConfig } from 'vite'
import * as vite8 from 'vite'
import * as vite7 from 'vite7'
import { afterEach, describe, expect, it } from 'vitest'
import { type TacosmithViteOptions, tacosmith } from './index.ts'
import { type ViteModule, type ViteProject, viteProject } from './testing/vite-project.ts'

/** What builds several environments. */
interface BuilderModule extends ViteModule {
  createBuilder(config: InlineConfig): Promise<{ buildApp(): Promise<void> }>
}

const majors: [string, BuilderModule][] = [
  ['Vite 7', vite7 as unknown as BuilderModule],
  ['Vite 8', vite8 as unknown as BuilderModule],
]

const taco = 'brook_jdbc-v1.0.0.taco'

const script = { 'connectionBuilder.js': undefined, 'connectionBuilder.ts': 'export default () => ["x"]' }

const app = {
  'index.html': '<script type="module" src="/main.ts"></script>',
  'main.ts': 'document.title = "app"',
  'server.ts': 'export const render = () => "server"',
}

describe.each(majors)('%s', (_name, vite) => {
  let project: ViteProject
  afterEach(() => project.dispose())

  const start = async (more: Record<string, string | undefined> = {}) => {
    project = await viteProject({ ...inConnectorFolder(minimalConnector(script)), ...app, ...more })
  }
  const config = (more: InlineConfig, options: TacosmithViteOptions) =>
    project.config({ plugins: [tacosmith(options)], ...more })
  const build = (more: InlineConfig, options: TacosmithViteOptions = { app: true }) =>
    vite.build(config(more, options))
  const buildApp = async (more: InlineConfig, options: TacosmithViteOptions = { app: true }) =>
    (await vite.createBuilder(config({ builder: {}, ...more }, options))).buildApp()
  const tacos = async () => (await project.output('dist')).filter((name) => name.endsWith('.taco'))

  const two = (): InlineConfig => ({
    environments: {
      client: { build: { outDir: 'dist/client' } },
      ssr: { build: { outDir: 'dist/server', rollupOptions: { input: `${project.root}/server.ts` } } },
    },
  })

  it('makes one .taco for several environments, in the folder of the one for browsers', async () => {
    await start()
    await buildApp(two())
    expect(await tacos()).toEqual([`client/${taco}`])
    expect(await project.output('dist')).toContain('server/server.mjs')
  })

  it('makes it with the environment that the user names', async () => {
    await start()
    await buildApp(two(), { app: true, environment: 'ssr' })
    expect(await tacos()).toEqual([`server/${taco}`])
    expect(project.log.info.join('\n')).toMatch(/created with the environment 'ssr', not with 'client'/)
  })

  it('refuses the name of an environment that is not there', async () => {
    await start()
    await expect(buildApp(two(), { app: true, environment: 'server' })).rejects.toThrow(
      /environment 'server' is not in the Vite configuration, which has client, ssr/,
    )
  })

  it('does not hang on the name of an environment', async () => {
    await start()
    await buildApp({
      environments: {
        web: {
          consumer: 'client',
          build: { outDir: 'dist/web', rollupOptions: { input: `${project.root}/main.ts` } },
        },
      },
      builder: { buildApp: async (builder) => void (await builder.build(builder.environments.web as never)) },
    })
    expect(await tacos()).toEqual([`web/${taco}`])
  })

  it('is made where only a server is built, with and without an app', async () => {
    await start()
    await build({ build: { ssr: 'server.ts' } })
    expect(await project.output()).toEqual([taco, 'server.mjs'])
    await build({ build: { ssr: true } }, {})
    expect(await project.output()).toEqual([taco])
  })

  it('makes one for each of several builds with the same plugin', async () => {
    await start()
    const plugins = [tacosmith({ app: true })]
    await vite.build(project.config({ plugins, build: { outDir: 'dist/client' } }))
    await vite.build(project.config({ plugins, build: { outDir: 'dist/server', ssr: 'server.ts' } }))
    expect(await tacos()).toEqual([`client/${taco}`, `server/${taco}`])
  })

  it('removes a stale .taco where it would have stood, when a build fails', async () => {
    await start()
    await buildApp(two())
    const { 'manifest.xml': manifest } = minimalConnector()
    await project.write({ 'connector/manifest.xml': replaceIn(manifest, 'superclass=', 'superklass=') })
    await expect(buildApp(two())).rejects.toThrow(/superklass/)
    expect(await tacos()).toEqual([])
  })

  it('leaves settings for the connector alone to the environment that makes it', async () => {
    await start()
    const input = `${project.root}/server.ts`
    await buildApp({ environments: { ssr: { build: { outDir: 'server', rollupOptions: { input } } } } }, {})
    expect(await project.output()).toEqual([taco])
    expect(await project.output('server')).toEqual(['server.mjs'])
  })

  it('refuses to swallow what an environment builds', async () => {
    await start()
    await expect(
      build({ environments: { client: { build: { rollupOptions: { input: 'main.ts' } } } } }, {}),
    ).rejects.toThrow(/also builds environments\.client\.build\.(rollup|rolldown)Options\.input 'main\.ts'/)
  })

  describe('several connectors', () => {
    const startTwo = async () => {
      const files = Object.entries(minimalConnector(script)).map(([path, text]) => [
        `second/${path}`,
        text?.replaceAll('brook_jdbc', 'delta_jdbc'),
      ])
      await start(Object.fromEntries(files))
    }
    const both = (options: TacosmithViteOptions) => [
      tacosmith(options),
      tacosmith({ ...options, connector: 'second' }),
    ]

    it('are built by one configuration, alone and beside an app', async () => {
      await startTwo()
      await vite.build(project.config({ plugins: both({}) }))
      expect(await project.output()).toEqual([taco, 'delta_jdbc-v1.0.0.taco'])
      await vite.build(project.config({ plugins: both({ app: true }) }))
      expect(await tacos()).toEqual([taco, 'delta_jdbc-v1.0.0.taco'])
      expect(await project.output()).toContain('index.html')
    })

    it('are built once each where there are several environments', async () => {
      await startTwo()
      const builder = await vite.createBuilder(
        project.config({ builder: {}, plugins: both({ app: true }), ...two() }),
      )
      await builder.buildApp()
      expect(await tacos()).toEqual([`client/${taco}`, 'client/delta_jdbc-v1.0.0.taco'])
    })
  })
})
