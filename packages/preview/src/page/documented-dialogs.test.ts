import { describe, expect, test } from 'vitest'
import { chromiumPath, endBrowserWithFile } from '../testing/chromium.ts'
import { documentedDialogs } from '../testing/documented-dialogs.ts'
import { openPage, settled, shownLabels } from '../testing/open-page.ts'

endBrowserWithFile()

describe.skipIf(chromiumPath === undefined)('the dialogs of the documentation', () => {
  test.each(documentedDialogs.map((dialog) => [dialog.name, dialog] as const))('%s', async (_, dialog) => {
    const tested = await openPage(dialog.files)
    const { page } = tested
    expect(await page.locator('.window h2').textContent()).toBe(dialog.title)
    expect(await page.getByRole('tab').allTextContents()).toEqual(dialog.tabs)
    const signIn = page.getByRole('button', { name: 'Sign In' })
    for (const { choose = {}, fill = {}, labels, canSignIn } of dialog.steps) {
      for (const [label, value] of Object.entries(choose)) await page.getByLabel(label).selectOption(value)
      for (const [label, value] of Object.entries(fill))
        await page.getByLabel(label, { exact: true }).fill(value)
      expect(await shownLabels(tested)).toEqual(labels)
      expect(await signIn.isEnabled()).toBe(canSignIn)
    }
    await settled(tested)
    expect(tested.complaints).toEqual([])
  })
})
