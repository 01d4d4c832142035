import type { Browser } from 'playwright-core'
import { requireOracle } from './oracles.ts'

/** Chromium would look for its makers' servers otherwise. */
const FLAGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
]

/** Starts Chromium without a window; for tests that are skipped where `requireOracle('chromium')` finds none. */
export async function launchChromium(): Promise<Browser> {
  // Most tests need no browser, and would load this for nothing.
  const { chromium } = await import('playwright-core')
  return await chromium.launch({ executablePath: requireOracle('chromium') ?? '', args: FLAGS })
}
