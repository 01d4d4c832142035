import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { chromiumPath, endBrowserWithFile, newTestPage } from '../testing/chromium.ts'
import { openPage, settled, withFields } from '../testing/open-page.ts'
import { serveConnector } from '../testing/served-connector.ts'

endBrowserWithFile()

const markup = '<img src=x onerror="window.evil=1"><script>window.evil=1</script>'
const escaped = markup.replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Markup wherever a connector has texts. */
const hostile = {
  'manifest.xml': `<connector-plugin class="brook" superclass="jdbc" plugin-version="1.0.0" name="${escaped}" version="18.1">
  <vendor-information><company name="${escaped}"/><support-link url="javascript:window.evil=1"/>
  <driver-download-link url="data:text/html,${escaped}"/></vendor-information>
  <connection-fields file="connection-fields.xml"/><connection-resolver file="connection-resolver.tdr"/></connector-plugin>`,
  'connection-fields.xml': `<connection-fields>
  <field name="server" label="${escaped}" value-type="string" default-value="${escaped}" placeholder="${escaped}">
  <validation-rule reg-exp="${escaped}$^"/></field>
  <field name="v-a" label="v-a" value-type="selection"><selection-group><option label="${escaped}" value="${escaped}"/></selection-group></field>
  <field name="v-b" label="@string/${escaped.replaceAll('/', '')}/" value-type="boolean"/>
  <field name="password" label="${escaped}" value-type="string" secure="true"/>
  </connection-fields>`,
  'connectionBuilder.js': `(function builder(attr) { return connectionHelper.ThrowTableauException(${JSON.stringify(markup)}) })`,
  'connectionProperties.js': `(function properties(attr) { logging.log(${JSON.stringify(markup)}); throw new Error(${JSON.stringify(markup)}) })`,
}

describe.skipIf(chromiumPath === undefined)('a connector that means ill', () => {
  test.each(['new', 'reconnect'])('is text and nothing else, in the view %s', async (view) => {
    const tested = await openPage(hostile, { hash: `#view=${view}` })
    const { page } = tested
    await expect.poll(() => page.locator('.panels').textContent()).toContain('<img src=x')
    await settled(tested)
    await page.getByText('Information and Support').click()
    expect(await page.evaluate(() => (globalThis as { evil?: number }).evil)).toBeUndefined()
    expect(await page.locator('img, #preview script, iframe, object').count()).toBe(0)
    const links = await page.locator('a').evaluateAll((all) => all.map((link) => link.getAttribute('href')))
    expect(links.filter((href) => !href?.startsWith('https://'))).toEqual([])
    expect([...tested.hosts]).toEqual([new URL(tested.address).host])
    expect(tested.complaints).toEqual([])
  })

  test('reaches nothing of the page from its scripts', async () => {
    const { page } = await openPage({
      'connectionBuilder.js': `(function builder(attr) {
        var seen = ['window', 'document', 'self', 'fetch', 'XMLHttpRequest', 'postMessage', 'importScripts', 'WebSocket', 'setTimeout', 'process', 'require']
          .filter(function (name) { return (0, eval)('typeof ' + name) !== 'undefined' })
        return ['jdbc:x:sees ' + seen.join() + '.' + (this === undefined || Object.keys(this).join())]
      })`,
    })
    const output = page.locator('.connection-text')
    await output.waitFor()
    expect(await output.textContent()).toMatch(/^jdbc:x:sees \./)
  })

  test('with a rule that takes for ever keeps the page alive', async () => {
    const tested = await openPage({
      'connection-fields.xml': `<connection-fields><field name="server" label="Host" value-type="string"><validation-rule reg-exp="^(a+)+$"/></field></connection-fields>`,
    })
    const { page } = tested
    await page.getByLabel('Host').fill(`${'a'.repeat(60)}!`)
    await settled(tested)
    await page.getByLabel('Host').fill('B')
    await page.getByText('Does not match').waitFor()
  })

  test('with many rules that take for ever says which they are, and answers the others', async () => {
    const slow = Array.from({ length: 20 }, (_, index) => `v-slow-${index}`)
    const fields = [...slow, 'v-quick'].map((name) => {
      const rule = name === 'v-quick' ? '^B$' : '^(a+)+$'
      return `<field name="${name}" label="${name}" value-type="string" default-value="${'a'.repeat(60)}!" category="general"><validation-rule reg-exp="${rule}"/></field>`
    })
    const tested = await openPage(withFields(fields.join('')))
    const { page } = tested
    const wrong = page.locator('.field-note').getByText('Does not match')
    await wrong.waitFor()
    await expect.poll(() => page.getByText('takes too long with this value').count()).toBe(slow.length)
    await settled(tested)
    expect(await page.getByText(/The scripts took \d/).count()).toBe(1)
    // What was tried once is not tried again because of another field.
    await page.getByLabel('v-quick').fill('B')
    await expect.poll(() => wrong.count(), { timeout: 1500 }).toBe(0)
  })

  test('with a script that never leaves a built-in function is told no time that nobody measured', async () => {
    const tested = await openPage({
      'connectionBuilder.js': `(function builder(attr) { return [String(new Array(1e9).join('x').indexOf('y'))] })`,
      'connectionProperties.js': `(function properties(attr) { var list = []; list.length = 4e9; list.sort(function () { return 0 }); list.indexOf(1); return {} })`,
    })
    const { page } = tested
    await page.getByText('did not finish.').first().waitFor()
    await settled(tested)
    expect(await page.getByText('The scripts took').count()).toBe(0)
  })

  test('with a megabyte of output shows its beginning', async () => {
    const { page } = await openPage({
      'connectionBuilder.js': `(function builder(attr) {
        var much = 'x'.repeat(1100000)
        for (var line = 0; line < 8000; line++) logging.log('line ' + line)
        return ['jdbc:' + much]
      })`,
    })
    await page.locator('.connection-text').waitFor()
    const panel = page.getByRole('region', { name: 'Connection', exact: true })
    const text = (await panel.textContent()) ?? ''
    expect(text).toMatch(/jdbc:x+… and \d{7} more characters/)
    expect(text).toMatch(/line 0\n.*… and \d+ more characters/s)
    expect(text.length).toBeLessThan(110_000)
  })

  test('with a script that takes for ever follows the last key, not each', async () => {
    const tested = await openPage({
      'connectionBuilder.js': `(function builder(attr) { if (attr.server !== '' && attr.server !== 'a long name') for (;;) {} return ['jdbc:x:' + attr.server] })`,
    })
    const { page } = tested
    await settled(tested)
    const output = page.locator('.connection-text')
    await page.getByLabel('Host').pressSequentially('a long name', { delay: 20 })
    // One key after the other each would take its two seconds.
    await expect.poll(() => output.textContent(), { timeout: 12_000 }).toBe('jdbc:x:a long name')
  })
})

test.skipIf(chromiumPath === undefined)('a page of another origin gets nothing', async () => {
  const served = await serveConnector()
  const foreign = createServer((_, response) => {
    response.setHeader('content-type', 'text/html')
    response.end('<!doctype html><title>elsewhere</title><link rel="icon" href="data:,">')
  })
  await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void foreign.close())
  const { page } = await newTestPage()
  await page.goto(`http://127.0.0.1:${(foreign.address() as AddressInfo).port}/`)
  const results = await page.evaluate(async (address) => {
    const tried = async (work: () => Promise<unknown>): Promise<string> =>
      await work().then(
        (value) => String(value),
        () => 'refused',
      )
    const loaded = (element: HTMLElement, attribute: string): Promise<unknown> =>
      new Promise((resolve, reject) => {
        element.addEventListener('load', () => resolve('loaded'))
        element.addEventListener('error', reject)
        element.setAttribute(attribute, `${address}page.js`)
        document.body.append(element)
      })
    return [
      await tried(async () => await (await fetch(`${address}content.json`)).text()),
      await tried(async () => (await fetch(`${address}content.json`, { mode: 'no-cors' })).type),
      await tried(
        async () =>
          (
            await fetch(`${address}open-editor`, {
              method: 'POST',
              mode: 'no-cors',
              body: '{"file":"manifest.xml"}',
            })
          ).type,
      ),
      await tried(() => loaded(document.createElement('script'), 'src')),
    ]
  }, served.address)
  expect(results).toEqual(['refused', 'refused', 'refused', 'refused'])
  expect(served.opened).toEqual([])
})
