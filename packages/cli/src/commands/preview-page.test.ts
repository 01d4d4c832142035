import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { launchChromium, minimalConnector, requireOracle } from '@tacosmith/test-kit'
import type { Page } from 'playwright-core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type DevSession, startCommand } from '../testing/dev-session.ts'
import { inConnectorFolder, workplace } from '../testing/run-cli.ts'

/** Serves the project's dialog. */
async function serve(folder: string, port: string): Promise<{ running: DevSession; address: string }> {
  const running = startCommand(folder, ['preview', '--port', port])
  onTestFinished(() => running.kill())
  await running.until('(Ctrl-C ends it)')
  return { running, address: /http:\/\/localhost:\d+\//.exec(running.output())?.[0] ?? '' }
}

async function openPage(address: string): Promise<Page> {
  const browser = await launchChromium()
  onTestFinished(() => browser.close())
  const page = await browser.newPage()
  page.setDefaultTimeout(30_000)
  await page.goto(address)
  return page
}

describe.skipIf(requireOracle('chromium') === undefined)('the open page', () => {
  it('keeps what was typed while the configuration changes, breaks, is mended, and the command is started again', async () => {
    const wrong = "(function builder(attr) { return ['other:' + attr.server] })"
    const place = await workplace({
      ...inConnectorFolder({ ...minimalConnector(), 'connectionBuilder.js': wrong }),
      'package.json': '{ "type": "module" }',
    })
    onTestFinished(() => place.dispose())
    const configure = (severity: string): Promise<unknown> =>
      place.write({
        'tacosmith.config.js': `export default { validate: { rules: { 'js-jdbc-prefix': '${severity}' } } }\n`,
      })
    const { running, address } = await serve(place.folder, '0')
    const page = await openPage(address)
    const typed = { Host: 'kept.example.com', User: 'ann', Password: 'hunter2' }
    for (const [label, text] of Object.entries(typed))
      await page.getByLabel(label, { exact: true }).fill(text)
    await page.getByLabel('Platform').selectOption('mac')
    await page.getByLabel('Save the present values as').fill('typed before')
    const isKept = async (): Promise<void> => {
      for (const [label, text] of Object.entries(typed))
        expect(await page.getByLabel(label, { exact: true }).inputValue()).toBe(text)
      expect(await page.getByLabel('Platform').inputValue()).toBe('mac')
      expect(await page.getByLabel('Save the present values as').inputValue()).toBe('typed before')
    }

    const finding = (name: string) => page.getByRole('region', { name }).getByText('js-jdbc-prefix')
    await configure('error')
    await finding('Errors').waitFor()
    await isKept()
    await configure('warn')
    await finding('Warnings').waitFor()
    await isKept()
    await place.write({ 'tacosmith.config.js': 'export default {\n' })
    const mistake = page.getByRole('alert', { name: 'Mistake' })
    await mistake.getByText('tacosmith.config.js').first().waitFor()
    await isKept()
    await configure('error')
    await mistake.waitFor({ state: 'detached' })
    await finding('Errors').waitFor()
    await isKept()

    expect(await running.stop('SIGINT')).toBe(0)
    await configure('warn')
    await serve(place.folder, new URL(address).port)
    await finding('Warnings').waitFor()
    await isKept()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Saved to scenarios.json.').waitFor()
    expect(JSON.parse(await readFile(join(place.folder, 'scenarios/scenarios.json'), 'utf8'))).toMatchObject({
      scenarios: [{ name: 'typed before', platform: 'mac', values: { server: 'kept.example.com' } }],
    })
  })
})
