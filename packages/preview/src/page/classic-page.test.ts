import { describe, expect, test } from 'vitest'
import { chromiumPath, endBrowserWithFile } from '../testing/chromium.ts'
import { classicFiles } from '../testing/full-dialogs.ts'
import { openPage, settled, shownLabels } from '../testing/open-page.ts'

endBrowserWithFile()

describe.skipIf(chromiumPath === undefined)('the old dialog', () => {
  test('stands as Tableau draws it, and gives its attributes', async () => {
    const tested = await openPage(classicFiles)
    const { page } = tested
    const frame = page.locator('.window')
    expect(await frame.evaluate((element) => (element as HTMLElement).offsetWidth)).toBe(405)
    expect(await frame.textContent()).toContain('New Connection')
    expect(await shownLabels(tested)).toEqual([
      ...[
        'Host',
        'Port:',
        'Database:',
        'Authentication:',
        'Username:',
        'Password:',
        'Region:',
        'Require SSL',
      ],
    ])
    expect(await page.getByText('Enter information to sign in to the database:').count()).toBe(1)
    expect(await page.getByLabel('Database:').getAttribute('placeholder')).toBe('Optional')
    const [host, port, database] = await Promise.all(
      ['Host', 'Port:', 'Database:'].map(async (label) => await page.getByLabel(label).boundingBox()),
    )
    // Server and port share a row, the port being the narrow one; labels stand left of their boxes.
    expect(Math.abs((host?.y ?? 0) - (port?.y ?? 99))).toBeLessThan(2)
    expect(port?.width ?? 999).toBeLessThan((host?.width ?? 0) / 1.5)
    expect(database?.y ?? 0).toBeGreaterThan((host?.y ?? 0) + 10)
    const label = await page.getByText('Database:', { exact: true }).boundingBox()
    expect((label?.x ?? 999) + (label?.width ?? 0)).toBeLessThanOrEqual(database?.x ?? 0)
    await page.getByLabel('Region:').fill('north')
    await settled(tested)
    const attributes = page.getByRole('table', { name: 'What the scripts get as attr' })
    await expect.poll(() => attributes.textContent()).toContain('vendor1north')
    expect(tested.complaints).toEqual([])
  })

  test('asks for what the way to sign in needs, and signs in', async () => {
    const tested = await openPage(classicFiles)
    const { page } = tested
    const signIn = page.getByRole('button', { name: 'Sign In' })
    await page.getByLabel('Host').fill('h')
    await page.getByLabel('Region:').fill('r')
    expect(await signIn.isEnabled()).toBe(false)
    await page.getByLabel('Authentication:').selectOption('No Authentication')
    expect(await shownLabels(tested)).not.toContain('Username:')
    expect(await signIn.isEnabled()).toBe(true)
    await page.getByLabel('Authentication:').selectOption('Username and Password')
    await page.getByLabel('Username:').fill('u')
    await page.getByLabel('Password:').fill('p')
    expect(await signIn.isEnabled()).toBe(true)
  })

  test('shows Initial SQL when asked to, and offers ways to sign in by radio buttons', async () => {
    const { page, change } = await openPage(classicFiles)
    await page.getByRole('button', { name: 'Show Initial SQL' }).click()
    await page.getByLabel('Initial SQL').fill('SELECT 1')
    const attributes = page.getByRole('table', { name: 'What the scripts get as attr' })
    await expect.poll(() => attributes.textContent()).toContain('one-time-sqlSELECT 1')
    await change('dialog.tcd', (classicFiles['dialog.tcd'] ?? '').replace('ComboBoxIntegrated', 'Radio'))
    await page.getByRole('radio', { name: 'No Authentication' }).check()
    expect(await page.getByLabel('Username:').count()).toBe(0)
    expect(await page.getByLabel('Initial SQL').inputValue()).toBe('SELECT 1')
  })

  test('asks for the password alone when a workbook is opened', async () => {
    const tested = await openPage(classicFiles, { hash: '#view=reconnect' })
    expect(await shownLabels(tested)).toEqual(['Password:'])
    const { page } = tested
    await page.getByLabel('View').selectOption('new')
    await page.getByLabel('Authentication:').selectOption('No Authentication')
    await page.getByLabel('View').selectOption('reconnect')
    await page.getByText('Tableau asks for nothing').waitFor()
  })
})
