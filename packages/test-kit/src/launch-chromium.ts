import type { Browser } from 'playwright-core'
import { requireOracle } from './oracles.ts'

/** Chromium would look for its makers' servers otherwise. */
const FLAGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
  // Else V8 compiles QuickJS a second time, and better, in each page that a test opens for a second.
  '--js-flags=--liftoff-only',
]

/** Starts Chromium without a window; for tests that are skipped where `requireOracle('chromium')` finds none. */
export async function launchChromium(): Promise<Browser> {
  // Most tests need no browser, and would load this for nothing.
  const { chromium } = await import('playwright-core')
  return await chromium.launch({ executablePath: requireOracle('chromium') ?? '', args: FLAGS })
}
