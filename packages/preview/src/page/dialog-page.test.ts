import { minimalConnector } from '@tacosmith/test-kit'
import { describe, expect, test } from 'vitest'
import { chromiumPath, newTestPage, type TestPage } from '../testing/chromium.ts'
import { choice, field, when } from '../testing/preview-fixture.ts'
import { serveConnector } from '../testing/served-connector.ts'

const fields = (content: string): Record<string, string> => ({
  'connection-fields.xml': `<connection-fields>${content}</connection-fields>`,
})

async function open(files: Record<string, string> = {}) {
  const served = await serveConnector(files)
  const tested = await newTestPage()
  await tested.page.goto(served.address)
  await tested.page.getByRole('region', { name: 'Connection dialog' }).waitFor()
  return { ...served, ...tested }
}

/** The string as the driver gets it. */
async function connectionText({ page }: TestPage): Promise<string> {
  const output = page.locator('.connection-text')
  await output.waitFor()
  return (await output.textContent()) ?? ''
}

describe.skipIf(chromiumPath === undefined)('the page in a browser', () => {
  test('draws the dialog, takes what is typed, and shows the string', async () => {
    const tested = await open()
    const { page } = tested
    expect(await page.locator('.window h2').textContent()).toBe('Brook by Brook Works')
    const signIn = page.getByRole('button', { name: 'Sign In' })
    expect(await signIn.isDisabled()).toBe(true)
    await page.getByLabel('Host').fill('db.example.com')
    await page.getByLabel('User', { exact: true }).fill('ann')
    await page.getByLabel('Password').fill('secret one')
    expect(await signIn.isEnabled()).toBe(true)
    await expect.poll(() => connectionText(tested)).toContain('db.example.com')
    expect(tested.complaints).toEqual([])
    expect([...tested.hosts]).toEqual([new URL(tested.address).host])
  })

  test('masks secrets until they are asked for', async () => {
    const tested = await open()
    const { page } = tested
    await page.getByLabel('Password').fill('hunter2')
    const body = page.locator('.panels')
    await expect.poll(() => body.textContent()).toContain('••••••')
    expect(await body.textContent()).not.toContain('hunter2')
    await page.getByLabel('Show secrets').check()
    expect(await body.textContent()).toContain('hunter2')
  })

  test('shows fields as conditions and groups want it', async () => {
    const { page } = await open(
      fields(
        choice('authentication', ['auth-none', 'auth-user-pass']) +
          field('username', '', when('authentication', 'auth-user-pass')),
      ),
    )
    expect(await page.getByLabel('username').count()).toBe(0)
    await page.getByLabel('authentication').selectOption('auth-user-pass')
    expect(await page.getByLabel('username').count()).toBe(1)
  })

  test('follows the files and keeps what was typed', async () => {
    const { page, change } = await open()
    await page.getByLabel('Host').fill('kept.example.com')
    const text = minimalConnector()['connection-fields.xml'] ?? ''
    await change('connection-fields.xml', text.replace('label="Host"', 'label="Machine"'))
    const input = page.getByLabel('Machine')
    await input.waitFor()
    expect(await input.inputValue()).toBe('kept.example.com')
  })

  test('tells a mistake with its place, opens the editor there, and recovers', async () => {
    const { page, change, opened } = await open()
    const text = minimalConnector()['connection-fields.xml'] ?? ''
    await change('connection-fields.xml', text.replace('</connection-fields>', ''))
    const notice = page.getByRole('alert', { name: 'Mistake' })
    await notice.waitFor()
    expect(await page.getByLabel('Host').count()).toBe(1)
    await notice.getByRole('button').click()
    await expect.poll(() => opened).toHaveLength(1)
    expect(opened[0]).toMatch(/^connection-fields\.xml:\d+:\d+$/)
    await change('connection-fields.xml', text)
    await notice.waitFor({ state: 'detached' })
  })

  test('shows what a script throws, and a script that never ends', async () => {
    const { page, change } = await open({
      'connectionBuilder.js': "(function builder(attr) { throw new Error('broken ' + attr.port) })",
    })
    const panel = page.getByRole('region', { name: 'Connection', exact: true })
    await expect.poll(() => panel.textContent()).toContain('Error: broken 7800')
    await change('connectionBuilder.js', '(function builder(attr) { for (;;) {} })')
    await expect.poll(() => panel.textContent(), { timeout: 20_000 }).toContain('did not come to its end')
    await change('connectionBuilder.js', "(function builder(attr) { return ['jdbc:x:' + attr.port] })")
    await expect.poll(() => panel.textContent(), { timeout: 20_000 }).toContain('jdbc:x:7800')
  })

  test('never takes texts of a connector for markup', async () => {
    const evil =
      '&lt;img src=x onerror=&quot;window.evil=1&quot;&gt;&lt;script&gt;window.evil=1&lt;/script&gt;'
    const tested = await open({
      ...fields(
        `<field name="server" label="${evil}" value-type="string" default-value="${evil}" placeholder="${evil}"/>` +
          `<field name="v-a" label="v-a" value-type="selection"><selection-group><option label="${evil}" value="${evil}"/></selection-group></field>`,
      ),
      'connectionBuilder.js': `(function builder(attr) { return connectionHelper.ThrowTableauException('<img src=x onerror="window.evil=1">') })`,
    })
    await expect.poll(() => tested.page.locator('.panels').textContent()).toContain('<img src=x')
    expect(await tested.page.evaluate(() => (globalThis as { evil?: number }).evil)).toBeUndefined()
    expect(await tested.page.locator('img').count()).toBe(0)
  })
})
