import { describe, expect, test } from 'vitest'
import { chromiumPath, endBrowserWithFile } from '../testing/chromium.ts'
import { fullFiles } from '../testing/full-dialogs.ts'
import { dialogOf, openPage, shownLabels } from '../testing/open-page.ts'

endBrowserWithFile()

describe.skipIf(chromiumPath === undefined)('languages', () => {
  test('are switched, and what they lack is marked', async () => {
    const tested = await openPage(fullFiles)
    const { page, change } = tested
    const title = page.locator('.window h2')
    expect(await title.textContent()).toBe('Brook by Brook Works')
    // No language has this one, so that Tableau would show how it is written.
    expect(await page.locator('.window mark.text-missing').textContent()).toBe('@string/lost/')
    const list = page.getByRole('list', { name: 'Languages' })
    expect(await list.textContent()).toMatch(/en_US \(shown\).*lacks 2 of 5: nowhere lost/)
    await page.getByLabel('Language', { exact: true }).selectOption('de_DE')
    expect(await title.textContent()).toBe('Bach by Brook Works')
    expect((await shownLabels(tested))[0]).toMatch(/^Der Rechner, auf dem/)
    expect(await page.locator('.window mark.text-missing').count()).toBe(1)
    expect(await list.textContent()).toMatch(/de_DE \(shown\).*lacks 3 of 5: hint nowhere lost/)
    expect(await dialogOf(tested).textContent()).toContain('stay English here')
    await change(
      'resources-de_DE.xml',
      '<resources><string name="brook">Strom</string><string name="host">Rechner</string></resources>',
    )
    await expect.poll(() => title.textContent()).toBe('Strom by Brook Works')
  })

  test('whose texts are longer than the dialog are told', async () => {
    const tested = await openPage(fullFiles)
    const { page } = tested
    const told = page.getByRole('region', { name: 'Longer than the dialog is wide' })
    expect(await told.count()).toBe(0)
    await page.getByLabel('Language', { exact: true }).selectOption('de_DE')
    await told.waitFor()
    expect(await told.getByRole('listitem').allTextContents()).toEqual([
      expect.stringMatching(/^Der Rechner/),
    ])
    // The window is as wide as Tableau's, whatever the texts are.
    expect(await page.locator('.window').evaluate((frame) => (frame as HTMLElement).offsetWidth)).toBe(500)
  })

  test('stay as chosen when the page is opened with them', async () => {
    const hash = '#language=de_DE&view=edit&host=server&platform=nowhere&field.username=ann'
    const { page } = await openPage(fullFiles, { hash })
    expect(await page.getByLabel('username').inputValue()).toBe('ann')
    expect(await page.getByLabel('Platform').inputValue()).toBe('win')
    expect(await page.locator('.window h2').textContent()).toBe('Bach by Brook Works')
    expect(await page.getByLabel('View').inputValue()).toBe('edit')
    expect(await page.getByLabel('Tableau', { exact: true }).inputValue()).toBe('server')
  })
})
