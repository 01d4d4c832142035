import { expect, test } from 'vitest'
import { chromiumPath, endBrowserWithFile } from '../testing/chromium.ts'
import { openPage } from '../testing/open-page.ts'

endBrowserWithFile()

const fields = (label: string): string =>
  `<connection-fields><field name="server" label="${label}" value-type="string" category="endpoint"/></connection-fields>`

test.skipIf(chromiumPath === undefined)(
  'eight tabs load and follow the files, whichever is closed',
  async () => {
    const { page: first, address, change } = await openPage({ 'connection-fields.xml': fields('Host') })
    const pages = [first]
    while (pages.length < 8) {
      const page = await first.context().newPage()
      await page.goto(address)
      await page.getByLabel('Host', { exact: true }).waitFor()
      pages.push(page)
    }
    await change('connection-fields.xml', fields('Machine'))
    for (const page of pages) await page.getByLabel('Machine', { exact: true }).waitFor()
    // The first one holds the connection.
    await first.close()
    await change('connection-fields.xml', fields('Computer'))
    for (const page of pages.slice(1)) await page.getByLabel('Computer', { exact: true }).waitFor()
    expect(pages).toHaveLength(8)
  },
  120_000,
)
