import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { describe, expect, test } from 'vitest'
import { chromiumPath, endBrowserWithFile } from '../testing/chromium.ts'
import { openPage, settled, withFields } from '../testing/open-page.ts'

endBrowserWithFile()

const { 'connection-fields.xml': fields } = minimalConnector()
const relabelled = replaceIn(fields, 'label="Host"', 'label="Machine"')

describe.skipIf(chromiumPath === undefined)('a page whose server is started again', () => {
  test('says that nobody answers, follows the new server, and keeps what was typed', async () => {
    const tested = await openPage()
    const { page, change, restart } = tested
    await page.getByLabel('Host').fill('kept.example.com')
    await page.getByLabel('Password').fill('hunter2')
    await page.getByLabel('Save the present values as').fill('after the start')
    await settled(tested)
    const told = page.locator('.save-scenario').getByRole('status')
    const notice = page.getByText('The page does not follow the files any more')
    await restart(async () => {
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await expect.poll(() => told.textContent()).toContain('the preview does not answer: start it again')
      await notice.waitFor()
      expect(await notice.textContent()).toContain(': the preview does not answer: start it again')
      await change('connection-fields.xml', relabelled)
    })
    await page.getByLabel('Machine').waitFor()
    expect(await notice.count()).toBe(0)
    expect(await page.getByLabel('Machine').inputValue()).toBe('kept.example.com')
    expect(await page.getByLabel('Password').inputValue()).toBe('hunter2')
    // Nowhere but in the page.
    expect(page.url()).not.toContain('hunter2')
    expect(await page.evaluate(() => sessionStorage.length + localStorage.length)).toBe(0)
  })

  test('saves scenarios and opens the editor with the token of the new server', async () => {
    const tested = await openPage(withFields('<field name="server" label="Host" value-type="string"/>'))
    const { page, project, opened, restart } = tested
    await page.getByLabel('Host').fill('h')
    await page.getByLabel('Save the present values as').fill('after the start')
    await restart(async () => {})
    await settled(tested)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Saved to scenarios.json.').waitFor()
    const saved = await readFile(join(project, 'scenarios', 'scenarios.json'), 'utf8')
    expect(JSON.parse(saved)).toMatchObject({
      scenarios: [{ name: 'after the start', values: { server: 'h' } }],
    })
    await page.getByRole('region', { name: 'Connection key' }).getByRole('button').first().click()
    await expect.poll(() => opened).toEqual([expect.stringMatching(/^connection-resolver\.tdr:\d+:\d+$/)])
  })
})
