import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { describe, expect, test } from 'vitest'
import { chromiumPath, endBrowserWithFile, type TestPage } from '../testing/chromium.ts'
import { openPage, settled, shownLabels, withFields } from '../testing/open-page.ts'
import { choice, field, when } from '../testing/preview-fixture.ts'

endBrowserWithFile()

const minimalFields = minimalConnector()['connection-fields.xml']

/** The string as the driver gets it. */
async function connectionText(tested: TestPage): Promise<string> {
  await settled(tested)
  return (await tested.page.locator('.connection-text').textContent()) ?? ''
}

describe.skipIf(chromiumPath === undefined)('the page in a browser', () => {
  test('draws the dialog, takes what is typed, and shows the string', async () => {
    const tested = await openPage()
    const { page } = tested
    expect(await page.locator('.window h2').textContent()).toBe('Brook by Brook Works')
    const signIn = page.getByRole('button', { name: 'Sign In' })
    expect(await signIn.isDisabled()).toBe(true)
    await page.getByLabel('Host').fill('db.example.com')
    await page.getByLabel('User', { exact: true }).fill('ann')
    await page.getByLabel('Password').fill('secret one')
    expect(await signIn.isEnabled()).toBe(true)
    await expect.poll(() => connectionText(tested)).toContain('db.example.com')
    // The console stays empty, and nobody else is asked for anything.
    expect(tested.complaints).toEqual([])
    expect([...tested.hosts]).toEqual([new URL(tested.address).host])
  })

  test('masks secrets until they are asked for', async () => {
    const { page } = await openPage()
    await page.getByLabel('Password').fill('hunter2')
    const panels = page.locator('.panels')
    await expect.poll(() => panels.textContent()).toContain('••••••')
    expect(await panels.textContent()).not.toContain('hunter2')
    await page.getByLabel('Show secrets').check()
    expect(await panels.textContent()).toContain('hunter2')
  })

  test('shows fields and options as conditions and groups want it', async () => {
    const kinds = field(
      'v-tier',
      'value-type="selection"',
      `<selection-group>${when('v-kind', 'a')}<option label="A1" value="a1"/><option label="A2" value="a2"/></selection-group>` +
        `<selection-group>${when('v-kind', 'b')}<option label="B1" value="b1"/></selection-group>`,
    )
    const tested = await openPage(
      withFields(choice('v-kind', ['a', 'b']) + kinds + field('v-more', '', when('v-tier', 'a2'))),
    )
    const { page } = tested
    expect(await shownLabels(tested)).toEqual(['v-kind', 'v-tier'])
    await page.getByLabel('v-tier').selectOption('A2')
    expect(await shownLabels(tested)).toEqual(['v-kind', 'v-tier', 'v-more'])
    await page.getByLabel('v-kind').selectOption('b')
    expect(await shownLabels(tested)).toEqual(['v-kind', 'v-tier'])
    expect(await page.getByLabel('v-tier').inputValue()).toBe('b1')
  })

  test('follows the way to sign in, and gives the attributes of the one that is chosen', async () => {
    const tested = await openPage(
      withFields(
        choice('authentication', ['auth-none', 'auth-user-pass', 'oauth'], 'category="authentication"') +
          field('username', 'category="authentication"', when('authentication', 'auth-user-pass')) +
          field(
            'password',
            'category="authentication" secure="true"',
            when('authentication', 'auth-user-pass'),
          ),
      ),
    )
    const { page } = tested
    const attributes = page.getByRole('table', { name: 'What the scripts get as attr' })
    expect(await shownLabels(tested)).toEqual(['authentication'])
    await page.getByLabel('authentication').selectOption('auth-user-pass')
    expect(await shownLabels(tested)).toEqual(['authentication', 'username', 'password'])
    await page.getByLabel('username').fill('ann')
    await expect.poll(() => attributes.textContent()).toContain('ann')
    await page.getByLabel('authentication').selectOption('oauth')
    expect(await shownLabels(tested)).toEqual(['authentication'])
    await expect.poll(() => attributes.textContent()).toContain('ACCESSTOKEN')
    expect(await attributes.textContent()).not.toContain('ann')
  })

  test('says what a field lacks, by its validation rule and by Qt’s that a browser does not know', async () => {
    const { page } = await openPage(
      withFields(
        field('server', '', '<validation-rule reg-exp="^[a-z]+$"/>') +
          field('v-a', 'optional="true"', '<validation-rule reg-exp="^a++$"/>'),
      ),
    )
    await page.getByLabel('server').fill('UPPER')
    await page.getByText('Does not match the validation rule ^[a-z]+$').waitFor()
    expect(await page.getByRole('button', { name: 'Sign In' }).isDisabled()).toBe(true)
    expect(await page.getByText('a browser does not know possessive quantifiers').count()).toBe(1)
    await page.getByLabel('server').fill('')
    await page.getByText('Required', { exact: true }).waitFor()
    await page.getByLabel('server').fill('lower')
    await expect.poll(() => page.getByRole('button', { name: 'Sign In' }).isEnabled()).toBe(true)
  })

  test('follows the files and keeps what was typed', async () => {
    const { page, change } = await openPage()
    await page.getByLabel('Host').fill('kept.example.com')
    await change('connection-fields.xml', replaceIn(minimalFields, 'label="Host"', 'label="Machine"'))
    const input = page.getByLabel('Machine')
    await input.waitFor()
    expect(await input.inputValue()).toBe('kept.example.com')
  })

  test('tells a mistake with its place, opens the editor there, and recovers', async () => {
    const { page, change, opened } = await openPage()
    await change('connection-fields.xml', replaceIn(minimalFields, '</connection-fields>', ''))
    const notice = page.getByRole('alert', { name: 'Mistake' })
    await notice.waitFor()
    expect(await page.getByLabel('Host').count()).toBe(1)
    await notice.getByRole('button').click()
    await expect.poll(() => opened).toHaveLength(1)
    expect(opened[0]).toMatch(/^connection-fields\.xml:\d+:\d+$/)
    await change('connection-fields.xml', minimalFields ?? '')
    await notice.waitFor({ state: 'detached' })
  })

  test('does not speak of a dialog where the files were broken from the start', async () => {
    const { page, change } = await openPage({ 'manifest.xml': '<connector-plugin' })
    const text = async (): Promise<string> => (await page.locator('body').textContent()) ?? ''
    expect(await text()).toContain('Below is what could be read in spite of it.')
    expect(await text()).toContain('The dialog can be drawn as soon as the mistake above is fixed.')
    expect(await text()).not.toMatch(/as it was before|draws no dialog/)
    await page.getByLabel('Save the present values as').fill('not to be kept')
    expect(await page.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true)
    await change('manifest.xml', minimalConnector()['manifest.xml'] ?? '')
    await page.getByLabel('Host').waitFor()
  })

  test('shows what a script throws, a script that never ends, and what users are told', async () => {
    const { page, change, opened } = await openPage({
      'connectionBuilder.js': "(function builder(attr) {\n  throw new Error('broken ' + attr.port)\n})",
    })
    const panel = page.getByRole('region', { name: 'Connection', exact: true })
    await expect.poll(() => panel.textContent()).toContain('Error: broken 7800')
    expect(await panel.getByRole('alert').textContent()).toContain(
      "> 2 |   throw new Error('broken ' + attr.port)",
    )
    await panel.getByRole('button', { name: /^connectionBuilder\.js:2:/ }).click()
    await expect.poll(() => opened[0]).toMatch(/^connectionBuilder\.js:2:\d+$/)
    await change('connectionBuilder.js', '(function builder(attr) { for (;;) {} })')
    await expect.poll(() => panel.textContent(), { timeout: 20_000 }).toContain('did not finish')
    await change(
      'connectionBuilder.js',
      "(function builder(attr) { return connectionHelper.ThrowTableauException('no ' + attr.port) })",
    )
    await expect
      .poll(() => panel.textContent(), { timeout: 20_000 })
      .toContain('Tableau shows the user: no 7800')
    await change('connectionBuilder.js', "(function builder(attr) { return ['jdbc:x:' + attr.port] })")
    await expect.poll(() => panel.textContent(), { timeout: 20_000 }).toContain('jdbc:x:7800')
  })
})
