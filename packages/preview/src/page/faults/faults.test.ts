import { describe, expect, test } from 'vitest'
import type { PreviewContent } from '../../content/preview-content.ts'
import { chromiumPath, endBrowserWithFile, newTestPage } from '../../testing/chromium.ts'
import { openPage, settled } from '../../testing/open-page.ts'
import { serveConnector } from '../../testing/served-connector.ts'

endBrowserWithFile()

/** Serves the page with content that it does not expect. */
async function openWith(change: (content: PreviewContent) => unknown) {
  const served = await serveConnector()
  const tested = await newTestPage()
  const { page } = tested
  let isSpoilt = true
  await page.route('**/content.json', async (route) => {
    const response = await route.fetch()
    const content = (await response.json()) as PreviewContent
    await route.fulfill({
      json: isSpoilt ? { ...content, digest: 'spoilt', ...(change(content) as object) } : content,
    })
  })
  await page.goto(served.address)
  const mend = (): void => {
    isSpoilt = false
    served.live.changed()
  }
  return { ...served, ...tested, mend, fault: page.getByRole('alert', { name: 'Fault of the page' }) }
}

describe.skipIf(chromiumPath === undefined)('a fault of the page itself', () => {
  test('in one part leaves the others, keeps what was typed, and goes away', async () => {
    const { page, fault, mend } = await openWith(() => ({ findings: null }))
    await fault.waitFor()
    expect(await fault.textContent()).toContain(
      'The part “Findings” cannot be drawn. This is a fault of tacosmith',
    )
    expect(await fault.textContent()).toContain('TypeError')
    await page.getByLabel('Host').fill('db.example')
    await expect.poll(() => page.locator('.connection-text').textContent()).toContain('db.example')
    mend()
    await fault.waitFor({ state: 'detached' })
    expect(await page.getByLabel('Host').inputValue()).toBe('db.example')
  })

  test('in all of it is told, with a way to report it and to reload', async () => {
    const { page, fault, mend } = await openWith(() => ({ dialog: null }))
    await fault.waitFor()
    expect(await page.getByRole('link', { name: 'Report it' }).getAttribute('href')).toMatch(
      /^https:.*issues$/,
    )
    await page.getByRole('button', { name: 'Copy details of the fault' }).click()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toMatch(/^TypeError: .*\n\n.* at .*page\.js/s)
    mend()
    // What mended it may have taken the button away.
    await fault
      .getByRole('button', { name: 'Reload the page' })
      .click({ timeout: 2000 })
      .catch(() => {})
    await page.getByLabel('Host').waitFor()
    expect(await fault.count()).toBe(0)
  })

  test.each([
    [
      'an event',
      () =>
        setTimeout(() => {
          throw new Error('lost in a timer')
        }),
      'Error: lost in a timer',
    ],
    ['a promise', () => void Promise.reject(new Error('lost in a promise')), 'Error: lost in a promise'],
  ])('in %s is told above the page', async (_, work, message) => {
    const tested = await openPage()
    const { page } = tested
    await page.evaluate(work)
    const fault = page.getByRole('alert', { name: 'Fault of the page' })
    await fault.waitFor()
    expect(await fault.textContent()).toContain(message)
    await page.getByLabel('Host').fill('db.example')
    await settled(tested)
    expect(await page.locator('.connection-text').textContent()).toContain('db.example')
  })
})
