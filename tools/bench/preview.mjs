// Times the live dialog in a headless Chromium: the first view from the local server, and edits from the file's being
// written until the page shows them. Needs the packages built, and Chromium: CHROMIUM names one that is elsewhere.
import { spawn, spawnSync } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findChromium } from '@tacosmith/preview'
import { chromium } from 'playwright-core'
import { howOften, printRow, summary } from './measure.mjs'

const WARMUPS = 3

const root = fileURLToPath(new URL('../..', import.meta.url))
const cli = join(root, 'packages', 'cli', 'bin', 'tacosmith.cjs')
const folder = await mkdtemp(join(tmpdir(), 'tacosmith-bench-'))
const connector = join(folder, 'connector')

/** @param {{ runs?: number }} [how] */
export async function benchPreview({ runs = 15 } = {}) {
  try {
    await cp(join(root, 'examples', 'github-release', 'connector'), connector, { recursive: true })
    // What has changed since the last commit is worked out each time, too.
    const author = [
      '-c',
      'user.name=bench',
      '-c',
      'user.email=bench@example.com',
      '-c',
      'commit.gpgsign=false',
    ]
    for (const words of [
      ['init', '-q'],
      ['add', '-A'],
      [...author, 'commit', '-q', '-m', 'state'],
    ])
      spawnSync('git', words, { cwd: folder })
    const { child, address } = await serve()
    const browser = await chromium.launch({
      executablePath: await findChromium(),
      args: process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : ['--disable-gpu'],
    })
    try {
      return [...(await firstViews(browser, address, runs)), ...(await edits(browser, address, runs))]
    } finally {
      await browser.close()
      child.kill('SIGTERM')
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function serve() {
  const child = spawn(process.execPath, [cli, 'preview', connector, '--port', '0', '--json'])
  let text = ''
  for await (const piece of child.stdout) {
    text += piece
    if (text.includes('}')) break
  }
  return { child, address: JSON.parse(text).address }
}

/** Each in a browser profile of its own, so that nothing is cached. */
async function firstViews(browser, address, runs) {
  const times = []
  for (let run = -WARMUPS; run < howOften(runs); run++) {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (document.querySelector('.window') === null) return
        observer.disconnect()
        requestAnimationFrame(() => setTimeout(() => (globalThis.seen = performance.now())))
      }).observe(document, { childList: true, subtree: true })
    })
    await page.goto(address)
    await page.waitForFunction(() => globalThis.seen !== undefined)
    const time = await page.evaluate(() => globalThis.seen)
    if (run >= 0) times.push(time)
    await context.close()
  }
  console.log('the live dialog')
  printRow('first view, from the navigation to the first frame with the dialog', summary(times))
  console.log('(target: under 300 ms)')
  return [{ work: 'the live dialog: first view', ours: summary(times).median }]
}

async function edits(browser, address, runs) {
  const page = await browser.newPage()
  await page.goto(address)
  await page.locator('.panels[aria-busy="false"]').waitFor()
  const fields = join(connector, 'connection-fields.xml')
  const builder = join(connector, 'connectionBuilder.js')
  const [labels, script] = await Promise.all([readFile(fields, 'utf8'), readFile(builder, 'utf8')])
  const label = await timeEdits(page, 'an edit of a label, until the dialog shows it', runs, async (mark) => {
    await writeFile(fields, labels.replace(/label="[^"]*"/, `label="${mark}"`))
  })
  const code = await timeEdits(
    page,
    'an edit of a script, until the connection shows it',
    runs,
    async (mark) => {
      await writeFile(builder, script.replace('jdbc:', `jdbc:${mark}`))
    },
  )
  console.log('(target: under 100 ms)')
  return [
    { work: 'the live dialog: a label changed', ours: label.median },
    { work: 'the live dialog: a script changed', ours: code.median },
  ]
}

/** The clock of the page and ours are one: both run on this machine. */
async function timeEdits(page, name, runs, edit) {
  const times = []
  for (let run = -WARMUPS; run < howOften(runs); run++) {
    const mark = `mark${run + WARMUPS}x`
    const seen = page.evaluate(
      (wanted) =>
        new Promise((resolve) => {
          new MutationObserver((_, observer) => {
            if (!document.body.textContent.includes(wanted)) return
            observer.disconnect()
            resolve(Date.now())
          }).observe(document.body, { childList: true, subtree: true, characterData: true })
        }),
      mark,
    )
    // The observer has to be there first.
    await page.evaluate(() => undefined)
    const start = Date.now()
    await edit(mark)
    const time = (await seen) - start
    if (run >= 0) times.push(time)
    await page.locator('.panels[aria-busy="false"]').waitFor()
  }
  printRow(name, summary(times))
  return summary(times)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchPreview()
