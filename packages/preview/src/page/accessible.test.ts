import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { chromiumPath, endBrowserWithFile } from '../testing/chromium.ts'
import { classicFiles, fullFiles } from '../testing/full-dialogs.ts'
import { openPage, settled } from '../testing/open-page.ts'

endBrowserWithFile()

const axe = createRequire(import.meta.url).resolve('axe-core')

/** What a tool that knows the guidelines finds, from serious on. The dark theme has other colours, and nothing else. */
async function seriousFaults(page: Page, dark: boolean): Promise<string[]> {
  const isThere = await page.evaluate(() => 'axe' in globalThis)
  // By the debugger, which the policy of the page does not bind.
  if (!isThere) await page.evaluate(`${await readFile(axe, 'utf8')}; undefined`)
  const { violations } = await page.evaluate(
    async (rules) =>
      await (globalThis as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe.run({
        resultTypes: ['violations'],
        ...(rules.length > 0 && { runOnly: rules }),
      }),
    dark ? ['color-contrast'] : [],
  )
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

const looks = [
  ['fields', fullFiles],
  ['classic', classicFiles],
] as const
const themes = [['light', false] as const, ['dark', true] as const]
const views = ['new', 'edit', 'reconnect'] as const

describe.skipIf(chromiumPath === undefined)('nothing serious hinders anybody', () => {
  for (const [form, files] of looks) {
    test.each(themes)(`in each view of a dialog of the kind ${form}, %s`, async (_, dark) => {
      const tested = await openPage(files, { dark, hash: '#language=de_DE' })
      const { page } = tested
      await settled(tested)
      await page.getByRole('button', { name: /Information and Support/ }).click()
      for (const view of views) {
        await page.getByLabel('View').selectOption(view)
        await settled(tested)
        expect({ view, faults: await seriousFaults(page, dark) }).toEqual({ view, faults: [] })
      }
      await page.getByLabel('View').selectOption('new')
      for (const tab of (await page.getByRole('tab').all()).slice(1)) {
        await tab.click()
        expect(await seriousFaults(page, dark)).toEqual([])
      }
      expect(tested.complaints).toEqual([])
    })
  }

  test.each(themes)('mistakes and answers, %s', async (_, dark) => {
    const tested = await openPage(fullFiles, { dark })
    const { page, change } = tested
    await page.getByLabel('Release').selectOption('before-2023')
    await page.getByLabel('Host').fill('NOT SMALL')
    await page.getByText('Does not match').waitFor()
    await change('connectionBuilder.js', "(function builder(attr) { throw new Error('broken') })")
    await page.getByText('Error: broken').waitFor()
    await change('connection-fields.xml', '<connection-fields>')
    await page.getByRole('alert', { name: 'Mistake' }).waitFor()
    expect(await seriousFaults(page, dark)).toEqual([])
  })
})
