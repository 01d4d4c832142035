import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { chromiumPath, endBrowserWithFile } from '../testing/chromium.ts'
import { openPage, settled } from '../testing/open-page.ts'
import { choice, field } from '../testing/preview-fixture.ts'

endBrowserWithFile()

const { 'manifest.xml': manifest, 'connection-fields.xml': fields } = minimalConnector()

/** A dialog with three tabs and two languages. */
const files = {
  'manifest.xml': replaceIn(
    replaceIn(manifest, 'name="Brook"', 'name="@string/brook/"'),
    '<customization name="CAP_SELECT_INTO"',
    '<customization name="CAP_SUPPORTS_INITIAL_SQL" value="yes"/><customization name="CAP_SELECT_INTO"',
  ),
  'connection-fields.xml': replaceIn(
    fields,
    '</connection-fields>',
    `${field('v-more', 'category="advanced" optional="true"')}${choice('v-kind', ['x', 'y'])}</connection-fields>`,
  ),
  'resources-en_US.xml': '<resources><string name="brook">Brook</string></resources>',
  'resources-de_DE.xml': '<resources><string name="brook">Bach</string></resources>',
}

/** What the keyboard is at: the name of an input, else what it is called. */
async function focused(page: Page): Promise<string> {
  return await page.evaluate(() => {
    const element = document.activeElement
    if (!(element instanceof HTMLElement)) return ''
    const labels = (element as HTMLInputElement).labels
    return (
      labels?.[0]?.textContent ??
      element.getAttribute('aria-label') ??
      element.textContent ??
      ''
    ).trim()
  })
}

/** Goes forward to what is called so; stops where that never comes. */
async function goTo(page: Page, name: string, key = 'Tab'): Promise<void> {
  for (let step = 0; step < 80; step++) {
    if ((await focused(page)) === name) return
    await page.keyboard.press(key)
  }
  throw new Error(`the keyboard does not come to ${name}`)
}

describe.skipIf(chromiumPath === undefined)('with keys alone', () => {
  test('goes through the dialog from top to bottom', async () => {
    const { page } = await openPage(files)
    await goTo(page, 'General')
    const order: string[] = []
    for (let step = 0; step < 9; step++) {
      order.push(await focused(page))
      await page.keyboard.press('Tab')
    }
    const rest = ['Host', 'Port', 'Sign in with', 'User', 'Password', 'v-kind', 'i Information and Support']
    // Sign In is disabled, and what follows stands beside the dialog.
    expect(order).toEqual(['General', ...rest, 'Show secrets'])
  })

  test('signs in', async () => {
    const tested = await openPage(files)
    const { page } = tested
    await goTo(page, 'Host')
    await page.keyboard.type('h')
    await goTo(page, 'User')
    await page.keyboard.type('u')
    await goTo(page, 'Password')
    await page.keyboard.type('p')
    await settled(tested)
    await page.keyboard.press('Enter')
    const answer = page.getByRole('status').filter({ hasText: 'Tableau hands the connection string' })
    await answer.waitFor()
    await goTo(page, 'Close')
    await page.keyboard.press('Space')
    await answer.waitFor({ state: 'detached' })
  })

  test('switches tabs, views, languages and the way that is chosen', async () => {
    const { page } = await openPage(files)
    await goTo(page, 'View')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    expect(await page.getByRole('tab').count()).toBe(0)
    await page.keyboard.press('Home')
    await goTo(page, 'Language')
    await page.keyboard.type('de')
    await expect.poll(() => page.locator('.window h2').textContent()).toBe('Bach by Brook Works')
    await goTo(page, 'General')
    const chosen = page.locator('[role="tab"][aria-selected="true"]')
    for (const [key, name] of [
      ['ArrowRight', 'Initial SQL'],
      ['ArrowRight', 'Advanced'],
      ['ArrowRight', 'General'],
      ['ArrowLeft', 'Advanced'],
      ['Home', 'General'],
      ['End', 'Advanced'],
    ] as const) {
      await page.keyboard.press(key)
      expect(await chosen.textContent()).toBe(name)
      expect(await focused(page)).toBe(name)
    }
    expect(await page.getByLabel('v-more').count()).toBe(1)
    await page.keyboard.press('Home')
    await goTo(page, 'v-kind')
    await page.keyboard.press('ArrowDown')
    expect(await page.getByLabel('v-kind').inputValue()).toBe('y')
  })
})
