import type { PreviewContent } from '@tacosmith/preview'
import { inConnectorFolder, minimalConnector } from '@tacosmith/test-kit'
import type { InlineConfig, ViteDevServer } from 'vite'
import * as vite8 from 'vite'
import * as vite7 from 'vite7'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type TacosmithViteOptions, tacosmith } from './index.ts'
import { type ViteModule, type ViteProject, viteProject } from './testing/vite-project.ts'

/** What serves while somebody works. */
interface ServerModule extends ViteModule {
  createServer(config: InlineConfig): Promise<ViteDevServer>
}

const majors: [string, ServerModule][] = [
  ['Vite 7', vite7 as unknown as ServerModule],
  ['Vite 8', vite8 as unknown as ServerModule],
]

const script = {
  'connectionBuilder.js': undefined,
  'connectionBuilder.ts':
    "import { port } from '@shared/port'\nexport default (attr: { server: string }) => ['jdbc:x://' + attr.server + ':' + port + __MARK__]\n",
}

describe.each(majors)('%s', (_name, vite) => {
  let project: ViteProject
  let server: ViteDevServer | undefined
  // The plugin stays away from the server that Vitest has.
  beforeEach(() => void vi.stubEnv('VITEST', ''))
  afterEach(async () => {
    vi.unstubAllEnvs()
    await server?.close()
    server = undefined
    await project.dispose()
  })

  async function serve(options: TacosmithViteOptions, files: Record<string, string | undefined> = {}) {
    project = await viteProject({
      ...inConnectorFolder(minimalConnector(script)),
      'shared/port.ts': 'export const port: string = "1000"',
      ...files,
    })
    server = await vite.createServer(
      project.config({
        plugins: [tacosmith(options)],
        resolve: { alias: { '@shared': `${project.root}/shared` } },
        define: { __MARK__: '"/marked"' },
        server: { port: 0, host: 'localhost' },
        logLevel: 'silent',
      }),
    )
    await server.listen()
    const address = server.resolvedUrls?.local[0] ?? ''
    return (path: string, init?: RequestInit) =>
      fetch(new URL(path, address), { redirect: 'manual', ...init })
  }

  type Ask = Awaited<ReturnType<typeof serve>>
  const contentOf = async (ask: Ask): Promise<PreviewContent> =>
    (await (await ask('/__tacosmith/content.json')).json()) as PreviewContent
  async function eventually(ask: Ask, holds: (content: PreviewContent) => boolean): Promise<PreviewContent> {
    let content = await contentOf(ask)
    for (let attempt = 0; attempt < 200 && !holds(content); attempt++) {
      await new Promise((resolve) => setTimeout(resolve, 50))
      content = await contentOf(ask)
    }
    expect(holds(content)).toBe(true)
    return content
  }

  it('shows the dialog of a connector that is alone, with the aliases and defines of the configuration', async () => {
    const ask = await serve({})
    const start = await ask('/')
    expect([start.status, start.headers.get('location')]).toEqual([302, '/__tacosmith/'])
    const page = await ask('/__tacosmith/')
    expect(await page.text()).toContain('<div id="preview">')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    const { dialog, scripts } = await contentOf(ask)
    expect(dialog.name).toBe('Brook')
    expect(scripts['connection-builder']).toMatch(/1000[\s\S]*\/marked/)
  })

  it('leaves the pages of an app alone', async () => {
    const ask = await serve({ app: true }, { 'index.html': '<h1>my app</h1>' })
    expect(await (await ask('/')).text()).toContain('<h1>my app</h1>')
    expect((await ask('/__tacosmith')).headers.get('location')).toBe('/__tacosmith/')
    expect(await (await ask('/__tacosmith/')).text()).toContain('<div id="preview">')
  })

  it('follows the connector and the modules of its scripts, and tells where a mistake is', async () => {
    const ask = await serve({})
    await contentOf(ask)
    await project.write({ 'shared/port.ts': 'export const port: string = "2000"' })
    await eventually(ask, ({ scripts }) => scripts['connection-builder']?.includes('2000') ?? false)
    await project.write({ 'connector/connectionBuilder.ts': 'export default (attr) => {\n  return [\n}\n' })
    const { failure } = await eventually(ask, (content) => content.failure !== undefined)
    expect(failure?.frame).toContain('> 3 |')
    expect(failure?.message).toMatch(/^Unexpected/)
    expect(failure?.place).toMatchObject({ file: 'connectionBuilder.ts', line: 3 })
    await project.write({ 'connector/connectionBuilder.ts': "export default () => ['mended']\n" })
    await eventually(
      ask,
      (content) =>
        content.failure === undefined && (content.scripts['connection-builder']?.includes('mended') ?? false),
    )
  })

  it('shows a connector that was not there when it was asked for first', async () => {
    const ask = await serve({}, { 'connector/manifest.xml': undefined })
    const missing = await ask('/__tacosmith/')
    expect(missing.status).toBe(500)
    expect(await missing.text()).toContain('found no connector')
    await project.write({ 'connector/manifest.xml': minimalConnector()['manifest.xml'] ?? '' })
    expect((await ask('/__tacosmith/')).status).toBe(200)
    expect((await contentOf(ask)).dialog.name).toBe('Brook')
  })

  it('answers no other page', async () => {
    const ask = await serve({})
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
      expect((await ask('/__tacosmith/content.json', { headers })).status).toBe(403)
    }
    expect((await ask('/__tacosmith/open-editor', { method: 'POST', body: '{}' })).status).toBe(403)
  })

  it('prints where the dialog is', async () => {
    await serve({})
    const printed: string[] = []
    const { logger } = server?.config ?? {}
    vi.spyOn(logger as NonNullable<typeof logger>, 'info').mockImplementation(
      (text) => void printed.push(text),
    )
    server?.printUrls()
    expect(printed.join('\n')).toMatch(/Connection dialog: http:\/\/localhost:\d+\/__tacosmith\//)
  })
})

describe('elsewhere', () => {
  let project: ViteProject
  afterEach(() => project.dispose())

  it('does nothing in the server of Vitest', async () => {
    project = await viteProject(inConnectorFolder(minimalConnector()))
    const server = await majors[1]?.[1].createServer(
      project.config({ plugins: [tacosmith()], server: { middlewareMode: true } }),
    )
    expect(server?.config.plugins.some(({ name }) => name === 'tacosmith')).toBe(false)
    await server?.close()
  })
})
