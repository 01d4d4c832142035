import { join } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import { visibleLine, writeFileWhole } from '@tacosmith/core/adapter'
import type { Page } from 'playwright-core'
import type { PreviewContent } from '../content/preview-content.ts'
import type { DialogView } from '../dialog/dialog-input.ts'
import { fallbackLanguage } from '../dialog/dialog-texts.ts'
import { LiveContent } from '../server/live-content.ts'
import { previewHandler } from '../server/preview-handler.ts'
import { servePreview } from '../server/preview-server.ts'
import { findChromium } from './find-chromium.ts'

/** How pictures of a dialog are taken. */
export interface ScreenshotOptions {
  /** The program; default: the variable CHROMIUM, else one in the usual places. */
  chromium?: string
  /** `page`: with what stands beside the dialog. Default `dialog`. */
  part?: 'dialog' | 'page'
  /** What is filled in, by field; others have their defaults. */
  values?: Readonly<Record<string, string>>
  /** Of the page; the dialog is always light. Default `light`. */
  theme?: 'light' | 'dark'
}

const VIEWS: readonly DialogView[] = ['new', 'edit', 'reconnect']
const MILLISECONDS = 30_000

/**
 * Takes pictures of the dialog in each view and language, with each of its tabs: `new-en_US.png`,
 * `new-advanced-en_US.png`.
 *
 * @returns the files, relative to the folder
 * @throws TacosmithError `environment` without `playwright-core` or a Chromium, `usage` where the one that was named is no
 *   program, `output` where the folder cannot be written.
 */
export async function screenshotPreview(
  content: PreviewContent,
  folder: string,
  { chromium: named, part = 'dialog', theme = 'light', values = {} }: ScreenshotOptions = {},
): Promise<string[]> {
  const { chromium } = await loadPlaywright()
  const executablePath = await findChromium(named)
  const server = await servePreview(previewHandler(new LiveContent(async () => content)), 0)
  try {
    const browser = await chromium.launch({ executablePath, args: flags() }).catch((cause: unknown) => {
      const reason = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause)
      throw new TacosmithError('environment', `${executablePath} does not start: ${visibleLine(reason)}`, {
        cause,
      })
    })
    try {
      const context = await browser.newContext({
        viewport: part === 'page' ? { width: 1180, height: 820 } : { width: 600, height: 800 },
        colorScheme: theme,
      })
      const page = await context.newPage()
      page.setDefaultTimeout(MILLISECONDS)
      const pictures = new Pictures(page, server.address, folder, { part, values })
      const { languages } = content.dialog
      for (const language of languages.length === 0 ? [fallbackLanguage] : languages) {
        for (const view of VIEWS) await pictures.take(view, language)
      }
      return pictures.files
    } finally {
      await browser.close()
    }
  } finally {
    await server.close()
  }
}

class Pictures {
  readonly files: string[] = []
  readonly #page: Page
  readonly #address: string
  readonly #folder: string
  readonly #options: Required<Pick<ScreenshotOptions, 'part' | 'values'>>

  constructor(
    page: Page,
    address: string,
    folder: string,
    options: Required<Pick<ScreenshotOptions, 'part' | 'values'>>,
  ) {
    this.#page = page
    this.#address = address
    this.#folder = folder
    this.#options = options
  }

  async take(view: DialogView, language: string): Promise<void> {
    const page = this.#page
    const values = Object.entries(this.#options.values).map(([name, value]) => [`field.${name}`, value])
    const shown = new URLSearchParams({ view, language, ...Object.fromEntries(values) })
    // What stands behind the # alone would not load the page anew.
    await page.goto(`${this.#address}?${this.files.length}#${shown}`)
    await page.locator('.panels[aria-busy="false"]').waitFor()
    const tabs = await page.getByRole('tab').all()
    await this.#save(`${view}-${language}.png`)
    for (const tab of tabs.slice(1)) {
      await tab.click()
      const name = ((await tab.textContent()) ?? '').toLowerCase().replaceAll(' ', '-')
      await this.#save(`${view}-${name}-${language}.png`)
    }
  }

  async #save(name: string): Promise<void> {
    const shown = this.#options.part === 'page' ? this.#page : this.#page.locator('.window, .notice').first()
    const bytes = await shown.screenshot({ animations: 'disabled', caret: 'hide' })
    await writeFileWhole(join(this.#folder, name), bytes)
    this.files.push(name)
  }
}

async function loadPlaywright(): Promise<typeof import('playwright-core')> {
  try {
    return await import('playwright-core')
  } catch (cause) {
    throw new TacosmithError('environment', 'pictures need the package playwright-core', {
      help: 'Install it: npm install --save-dev playwright-core',
      cause,
    })
  }
}

/** Without them Chromium would ask its makers’ servers; its sandbox does not work for root. */
function flags(): string[] {
  return [
    ...['--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update'],
    ...['--disable-sync', '--hide-scrollbars'],
    // Else V8 compiles the script engine a second time, and better, for pages that run it once.
    '--js-flags=--liftoff-only',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ]
}
