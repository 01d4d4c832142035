import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { chromiumPath, endBrowserWithFile } from '../testing/chromium.ts'
import { fullFiles } from '../testing/full-dialogs.ts'
import { openPage, settled } from '../testing/open-page.ts'

endBrowserWithFile()

interface Box {
  top: number
  bottom: number
  right: number
}

async function boxOf(element: Locator): Promise<Box> {
  const { x, y, width, height } = (await element.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  return { top: y, bottom: y + height, right: x + width }
}

describe.skipIf(chromiumPath === undefined).each([360, 1600])('at %i pixels', (width) => {
  test('the frame of the field in use leaves its label alone, and is seen on white', async () => {
    const { page } = await openPage(fullFiles, { width, dark: true })
    for (const name of ['Host', 'authentication', 'password', 'v-file', 'v-text']) {
      const input = page.getByLabel(name, { exact: true })
      await input.focus()
      const { bottom } = await boxOf(page.locator('.window label').getByText(name, { exact: true }))
      const { reach, colour } = await input.evaluate((element) => {
        const { outlineOffset, outlineWidth, outlineColor } = getComputedStyle(element)
        const outside = Number.parseFloat(outlineOffset) + Number.parseFloat(outlineWidth)
        return { reach: element.getBoundingClientRect().top - outside, colour: outlineColor }
      })
      expect({ name, isApart: reach >= Math.floor(bottom) }).toEqual({ name, isApart: true })
      expect(colour).toBe('rgb(28, 106, 161)')
    }
  })

  test('Sign In stands at the right end of the fields', async () => {
    const { page } = await openPage(fullFiles, { width })
    const { right } = await boxOf(page.getByLabel('Host', { exact: true }))
    expect((await boxOf(page.getByRole('button', { name: 'Sign In' }))).right).toBeCloseTo(right, 0)
  })

  test('names and notes of attributes are not broken in two', async () => {
    const tested = await openPage(fullFiles, { width })
    await settled(tested)
    const panel = tested.page.getByRole('region', { name: /^Attributes/ })
    const lines = (element: Locator): Promise<number> =>
      element.evaluate((node) => {
        const range = document.createRange()
        range.selectNodeContents(node)
        return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size
      })
    expect(await lines(panel.getByRole('rowheader', { name: 'authentication' }))).toBe(1)
    const tags = panel.locator('.tag')
    expect(await tags.count()).toBeGreaterThan(3)
    for (const tag of await tags.all())
      expect(await tag.evaluate((node) => node.getClientRects().length)).toBe(1)
  })
})
