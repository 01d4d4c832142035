import type { Locator } from 'playwright-core'
import { newTestPage, type TestPage, type TestPageOptions } from './chromium.ts'
import { type ServedConnector, serveConnector } from './served-connector.ts'

/** A page that shows a connector, and the connector behind it. */
export type OpenedPage = ServedConnector & TestPage

/**
 * Serves a minimal connector with files of its own, and opens its page.
 *
 * @param hash - What the address asks to be shown.
 */
export async function openPage(
  files: Record<string, string> = {},
  options: TestPageOptions & { hash?: string } = {},
): Promise<OpenedPage> {
  const served = await serveConnector(files)
  const tested = await newTestPage(options)
  await tested.page.goto(`${served.address}${options.hash ?? ''}`)
  await dialogOf(tested).waitFor()
  return { ...served, ...tested }
}

export function dialogOf({ page }: Pick<TestPage, 'page'>): Locator {
  return page.getByRole('region', { name: 'Connection dialog' })
}

/** Waits until the scripts have run with what the dialog holds now. */
export async function settled({ page }: Pick<TestPage, 'page'>): Promise<void> {
  await page.evaluate(drawn)
  await page.locator('.panels[aria-busy="false"]').waitFor()
}

/** The page starts the scripts after it has drawn what was typed, so that it is not busy before. A hidden page draws nothing. */
async function drawn(): Promise<void> {
  const frame = (): Promise<unknown> => new Promise((done) => requestAnimationFrame(done))
  const pause = (milliseconds: number): Promise<unknown> =>
    new Promise((done) => setTimeout(done, milliseconds))
  await Promise.race([frame().then(frame), pause(200)])
  await pause(0)
}

/** The labels of what can be filled in, from top to bottom. */
export async function shownLabels({ page }: Pick<TestPage, 'page'>): Promise<string[]> {
  return await page
    .locator('.window label')
    .evaluateAll((labels) => labels.map(({ textContent }) => textContent ?? ''))
}

/** Files of a connector whose fields are these elements. */
export function withFields(content: string, more: Record<string, string> = {}): Record<string, string> {
  return { 'connection-fields.xml': `<connection-fields>${content}</connection-fields>`, ...more }
}
