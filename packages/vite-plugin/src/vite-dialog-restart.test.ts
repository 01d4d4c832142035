import { inConnectorFolder, launchChromium, minimalConnector, requireOracle } from '@tacosmith/test-kit'
import type { InlineConfig, ViteDevServer } from 'vite'
import * as vite8 from 'vite'
import * as vite7 from 'vite7'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { tacosmith } from './index.ts'
import { type ViteModule, type ViteProject, viteProject } from './testing/vite-project.ts'

interface ServerModule extends ViteModule {
  createServer(config: InlineConfig): Promise<ViteDevServer>
}

const majors: [string, ServerModule][] = [
  ['Vite 7', vite7 as unknown as ServerModule],
  ['Vite 8', vite8 as unknown as ServerModule],
]

const files = inConnectorFolder(
  minimalConnector({
    'connectionBuilder.js': undefined,
    'connectionBuilder.ts':
      "export default (attr: { server: string }) => ['jdbc:x://' + attr.server + __MARK__]\n",
  }),
)
const configWith = (mark: string): string =>
  `export default { define: { __MARK__: ${JSON.stringify(JSON.stringify(mark))} } }\n`

/** Serves a project that has a file of configuration, which Vite follows; gives the address of the dialog. */
async function serve(vite: ServerModule, project: ViteProject): Promise<string> {
  // The plugin stays away from the server that Vitest has.
  vi.stubEnv('VITEST', '')
  const server = await vite.createServer(
    project.config({
      configFile: `${project.root}/vite.config.mjs`,
      plugins: [tacosmith({})],
      server: { port: 0, host: 'localhost' },
      logLevel: 'silent',
    }),
  )
  onTestFinished(async () => {
    vi.unstubAllEnvs()
    await server.close()
  })
  await server.listen()
  return `${server.resolvedUrls?.local[0] ?? ''}__tacosmith/`
}

describe.skipIf(requireOracle('chromium') === undefined).each(majors)('%s, started again', (_, vite) => {
  it('keeps the open page working, with what was typed', async () => {
    const project = await viteProject({ ...files, 'vite.config.mjs': configWith('/first') })
    onTestFinished(() => project.dispose())
    const address = await serve(vite, project)
    const browser = await launchChromium()
    onTestFinished(() => browser.close())
    const page = await browser.newPage()
    await page.goto(address)
    const output = page.locator('.connection-text')
    await page.getByLabel('Host').fill('kept.example.com')
    await page.getByLabel('Password').fill('hunter2')
    await page.getByLabel('Save the present values as').fill('after the start')
    await expect.poll(() => output.textContent(), { timeout: 30_000 }).toBe('jdbc:x://kept.example.com/first')

    await project.write({ 'vite.config.mjs': configWith('/second') })
    await expect
      .poll(() => output.textContent(), { timeout: 30_000 })
      .toBe('jdbc:x://kept.example.com/second')
    expect(await page.getByLabel('Password').inputValue()).toBe('hunter2')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Saved to scenarios.json.').waitFor()
    expect(project.log.info.join('\n')).toContain('server restarted')
  })
})
