import { launchChromium, requireOracle } from '@tacosmith/test-kit'
import type { Browser, Page } from 'playwright-core'
import { afterAll, onTestFinished } from 'vitest'

/** Where Chromium is; undefined where tests that need it are skipped, with the reason printed. */
export const chromiumPath: string | undefined = requireOracle('chromium')

let browser: Promise<Browser> | undefined

/** A page in a browser profile of its own; what it complains of is in `complaints`, and whom it asked in `hosts`. */
export interface TestPage {
  page: Page
  complaints: string[]
  hosts: Set<string>
}

export interface TestPageOptions {
  width?: number
  dark?: boolean
}

/** Opens a page; see {@link endBrowserWithFile}. */
export async function newTestPage({ width = 1200, dark = false }: TestPageOptions = {}): Promise<TestPage> {
  browser ??= launchChromium()
  const context = await (await browser).newContext({
    viewport: { width, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  // What runs in pages of tests that have ended would slow down the next.
  onTestFinished(() => context.close())
  const page = await context.newPage()
  // For what never comes; a busy machine takes its time.
  page.setDefaultTimeout(90_000)
  const complaints: string[] = []
  page.on('pageerror', ({ message }) => complaints.push(message))
  page.on('console', (message) => {
    complaints.push(`${message.type()}: ${message.text()}`)
  })
  const hosts = new Set<string>()
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url())
    if (protocol !== 'data:' && protocol !== 'blob:') hosts.add(host)
  })
  return { page, complaints, hosts }
}

/** Ends the browser with the file; each file with a page calls it, since files share their modules. */
export function endBrowserWithFile(): void {
  afterAll(async () => {
    await (await browser)?.close()
    browser = undefined
  })
}
