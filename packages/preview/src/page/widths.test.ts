import { describe, expect, test } from 'vitest'
import { chromiumPath, endBrowserWithFile } from '../testing/chromium.ts'
import { classicFiles, fullFiles } from '../testing/full-dialogs.ts'
import { openPage, settled } from '../testing/open-page.ts'

endBrowserWithFile()

const long = 'x'.repeat(200)

describe.skipIf(chromiumPath === undefined)('no width asks for scrolling to the side', () => {
  test.each([
    ['fields', fullFiles],
    ['classic', classicFiles],
  ])('of a dialog with %s', async (_, files) => {
    const tested = await openPage(files, { hash: '#language=de_DE' })
    const { page } = tested
    await page.getByLabel(/^Der Rechner/).fill(long)
    await settled(tested)
    for (const width of [360, 480, 768, 900, 901, 1024, 1280, 1600]) {
      await page.setViewportSize({ width, height: 800 })
      const { wide, inside } = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth,
        inside: [...document.querySelectorAll('.dialog-area, .panels, .window, .panel')]
          .filter((element) => element.scrollWidth > element.clientWidth + 1)
          .map(({ className }) => className),
      }))
      expect({ width, wide, inside }).toEqual({ width, wide: width, inside: [] })
    }
  })
})
