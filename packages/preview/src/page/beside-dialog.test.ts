import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { describe, expect, test } from 'vitest'
import { chromiumPath, endBrowserWithFile } from '../testing/chromium.ts'
import { commitAll } from '../testing/committed-connector.ts'
import { openPage, settled } from '../testing/open-page.ts'

endBrowserWithFile()

const { 'connection-fields.xml': fields, 'connection-resolver.tdr': resolver } = minimalConnector()
const more = '<field name="v-region" label="Region" value-type="string" optional="true"/>'
const withRegion = replaceIn(fields, '</connection-fields>', `${more}</connection-fields>`)

describe.skipIf(chromiumPath === undefined)('beside the dialog', () => {
  test('stand the attributes, where they come from, and what no script reads', async () => {
    const { page, opened } = await openPage({ 'connection-fields.xml': withRegion })
    const panel = page.getByRole('region', { name: /^Attributes/ })
    const region = panel.getByRole('row', { name: /^v-region/ })
    expect(await region.textContent()).toContain('no script reads it')
    expect(await region.textContent()).toContain('not in the attribute list')
    expect(await panel.getByRole('row', { name: /^server/ }).textContent()).not.toContain('no script')
    expect(await panel.getByRole('list', { name: 'No script reads' }).textContent()).toContain('v-region')
    await region.getByRole('button').click()
    await expect.poll(() => opened).toEqual(['connection-fields.xml:13:1'])
  })

  test('stands the connection key, each attribute with its line', async () => {
    const { page, opened } = await openPage()
    const panel = page.getByRole('region', { name: 'Connection key' })
    await page.getByLabel('Host').fill('h')
    const server = panel.getByRole('row', { name: /^server/ })
    await expect.poll(() => server.textContent()).toMatch(/^serverh/)
    await server.getByRole('button').click()
    await expect.poll(() => opened).toHaveLength(1)
    expect(opened[0]).toMatch(/^connection-resolver\.tdr:\d+:\d+$/)
  })

  test('stand the findings by severity, with their rule’s page and their line', async () => {
    const { page, change, opened } = await openPage()
    await change('connection-resolver.tdr', replaceIn(resolver, '<attr>server</attr>', ''))
    const errors = page.getByRole('region', { name: 'Errors' })
    await errors.waitFor()
    const finding = errors.getByRole('listitem').first()
    expect(await finding.textContent()).toContain('server')
    expect(await finding.getByRole('link').getAttribute('href')).toMatch(/^https:\/\/.*docs/)
    await finding.getByRole('button').click()
    await expect.poll(() => opened).toHaveLength(1)
    await change('connection-resolver.tdr', resolver ?? '')
    await errors.waitFor({ state: 'detached' })
  })

  test('stand findings with what a terminal puts between backticks as code', async () => {
    const colour =
      '<field name="colour" label="Colour" value-type="string" category="general"/></connection-fields>'
    const { page } = await openPage({
      'connection-fields.xml': replaceIn(fields, '</connection-fields>', colour),
    })
    const finding = page.getByRole('region', { name: 'Errors' }).getByRole('listitem').first()
    await finding.waitFor()
    expect(await finding.textContent()).toContain('Did you mean v-colour?')
    expect(await finding.locator('code').allTextContents()).toContain('v-colour')
  })

  test('stands what differs from the last commit', async () => {
    const tested = await openPage()
    const { page, project, change, live } = tested
    const panel = page.getByRole('region', { name: /^Changes/ })
    expect(await panel.count()).toBe(0)
    commitAll(project)
    live.changed()
    await panel.waitFor()
    expect(await panel.textContent()).toContain('as it was committed last')
    await change('connection-fields.xml', replaceIn(fields, 'label="Host"', 'label="Machine"'))
    const list = page.getByRole('list', { name: 'Changes since the last commit' })
    await expect
      .poll(() => list.textContent())
      .toMatch(/changed field server, label.*HostMachine|changed field server, label.*Host Machine/)
  })

  test('is copied what is asked for', async () => {
    const tested = await openPage()
    const { page } = tested
    await page.getByLabel('Password').fill('hunter2')
    await settled(tested)
    await page.getByRole('button', { name: 'Copy properties' }).click()
    await page.getByRole('button', { name: 'Copy properties' }).getByText('Copied').waitFor()
    // Whoever copies wants what the driver gets, secrets too.
    const text = await page.evaluate(async () => await navigator.clipboard.readText())
    expect(JSON.parse(text)).toMatchObject({ password: 'hunter2' })
  })
})
