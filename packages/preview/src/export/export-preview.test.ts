import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { chromiumPath, endBrowserWithFile, newTestPage, type TestPage } from '../testing/chromium.ts'
import { fullFiles } from '../testing/full-dialogs.ts'
import { settled, withFields } from '../testing/open-page.ts'
import { serveConnector } from '../testing/served-connector.ts'
import { exportPreview } from './export-preview.ts'

endBrowserWithFile()

async function exported(files: Record<string, string>): Promise<{ folder: string; names: string[] }> {
  const { project, live } = await serveConnector(files)
  const folder = join(project, 'out')
  return { folder, names: await exportPreview(await live.get(), folder) }
}

/** What works without a server of ours: all that is shown, and nothing that writes. */
async function tryPage(tested: TestPage, address: string): Promise<void> {
  const { page } = tested
  await page.goto(address)
  await page.getByLabel('Host').fill('db.example')
  await page.getByLabel('username').fill('ann')
  await settled(tested)
  await expect.poll(() => page.locator('.connection-text').textContent()).toContain('db.example')
  await page.getByLabel('View').selectOption('reconnect')
  expect(await page.getByLabel('password').count()).toBe(1)
  await page.getByLabel('Language', { exact: true }).selectOption('de_DE')
  expect(await page.locator('.window h2').textContent()).toBe('Bach by Brook Works')
  expect(await page.getByRole('button', { name: /connection-fields\.xml/ }).count()).toBe(0)
  expect(await page.getByText('Save the present values').count()).toBe(0)
  expect(tested.complaints).toEqual([])
}

describe.skipIf(chromiumPath === undefined)('an exported folder', () => {
  test('works when it is opened as a file', async () => {
    const { folder, names } = await exported(fullFiles)
    expect(names.toSorted()).toEqual(['content.js', 'engine.js', 'index.html', 'page.js', 'style.css'])
    const tested = await newTestPage()
    await tryPage(tested, pathToFileURL(join(folder, 'index.html')).href)
    expect([...tested.hosts]).toEqual([''])
  })

  test('works from any web server, below any path', async () => {
    const { folder } = await exported(fullFiles)
    const types: Record<string, string> = { html: 'text/html', js: 'text/javascript', css: 'text/css' }
    const server = createServer((request, response) => {
      const name = basename(request.url ?? '') || 'index.html'
      readFile(join(folder, name)).then(
        (bytes) => {
          response.setHeader('content-type', types[name.split('.').at(-1) ?? ''] ?? '')
          response.end(bytes)
        },
        () => response.writeHead(404).end(),
      )
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    const tested = await newTestPage()
    await tryPage(tested, `http://127.0.0.1:${port}/docs/dialog/index.html`)
    expect([...tested.hosts]).toEqual([`127.0.0.1:${port}`])
  })

  test('keeps what is called as the prototype of an object is', async () => {
    const names = ['__proto__', 'constructor']
    const fields = names.map(
      (name) => `<field name="${name}" label="@string/${name}/" value-type="string" default-value="1"/>`,
    )
    const strings = names.map((name) => `<string name="${name}">called ${name}</string>`)
    const { folder } = await exported({
      ...withFields(fields.join('')),
      'resources-en_US.xml': `<resources>${strings.join('')}</resources>`,
      'connectionBuilder.js': "(function builder(attr) { return ['jdbc:x:' + Object.keys(attr).join()] })",
      'connectionProperties.js':
        '(function properties(attr) { var own = Object.create(null); for (var name in attr) own[name] = attr[name]; return own })',
    })
    const tested = await newTestPage()
    const { page } = tested
    await page.goto(pathToFileURL(join(folder, 'index.html')).href)
    await settled(tested)
    for (const name of names) {
      await page.getByLabel(`called ${name}`).fill(`typed into ${name}`)
      await expect
        .poll(() => page.getByRole('table', { name: 'Properties' }).textContent())
        .toContain(`${name}typed into ${name}`)
      expect(await page.locator('.connection-text').textContent()).toContain(name)
    }
    expect(tested.complaints).toEqual([])
  })

  test('of a hostile connector runs nothing of it', async () => {
    const evil = '</script><script>window.evil=1</script><!--<script>'
    const { folder } = await exported({
      'connectionBuilder.js': `(function builder(attr) { return ['jdbc:x:' + ${JSON.stringify(evil)}] })`,
    })
    const tested = await newTestPage()
    const { page } = tested
    await page.goto(pathToFileURL(join(folder, 'index.html')).href)
    await expect.poll(() => page.locator('.connection-text').textContent()).toContain('</script>')
    expect(await page.evaluate(() => (globalThis as { evil?: number }).evil)).toBeUndefined()
    expect(tested.complaints).toEqual([])
  })
})
