import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { TacosmithError, tacoSource } from '@tacosmith/core'
import { Session, stopOnSignal, visibleLine } from '@tacosmith/core/adapter'
import {
  contentReader,
  exportPreview,
  LiveContent,
  mistakeError,
  type PreviewContent,
  previewHandler,
  readContent,
  screenshotPreview,
  servePreview,
} from '@tacosmith/preview'
import { Command, Option } from 'commander'
import { openDevProject } from '../dev/dev-project.ts'
import { type LivePreview, startLivePreview } from '../preview/live-preview.ts'
import { PreviewProject } from '../preview/preview-project.ts'
import { exitCodes } from '../program/exit-codes.ts'
import { runCommand } from '../program/run-command.ts'
import type { Terminal } from '../terminal/terminal.ts'

interface Flags {
  out?: string
  screenshot?: string
  port?: string
  open?: boolean
  json?: boolean
}

/** `tacosmith preview [path]`: the connection dialog in the browser, live or as a folder. */
export function previewCommand(terminal: Terminal, finish: (exitCode: number) => void): Command {
  return new Command('preview')
    .argument('[path]', 'connector folder, project folder with a tacosmith.config, or .taco file')
    .option('-o, --out <dir>', 'write a folder that shows the dialog from any web server, and exit')
    .addOption(
      new Option(
        '--screenshot <dir>',
        'write a picture of each view and language, and exit; needs playwright-core and a Chromium',
      ).conflicts('out'),
    )
    .option('-p, --port <number>', 'port to serve the page at (default: 4180, or another one if it is taken)')
    .option('--json', 'print the address or the files as one JSON document')
    .addHelpText(
      'after',
      '\nThe page follows every change of the connector and of the modules that its\nscripts import. It is served to this computer only.\n' +
        '\nExamples:\n  tacosmith preview\n  tacosmith preview dist/my_connector-v1.0.0.taco\n  tacosmith preview connector --out preview',
    )
    .action(async (path: string | undefined, flags: Flags) => {
      finish(await runCommand(terminal, flags.json === true, () => preview(path, flags, terminal)))
    })
}

async function preview(path: string | undefined, flags: Flags, terminal: Terminal): Promise<number> {
  const { cwd } = terminal
  const port = portIn(flags.port)
  const file = await fileAt(path, cwd)
  const { out, screenshot } = flags
  if (out !== undefined || screenshot !== undefined) {
    const content = file === undefined ? await contentOfFolder(path, cwd) : await contentOfTaco(file)
    // Nobody could mend it while looking at it.
    if (content.failure !== undefined) throw mistakeError(content.failure)
    const write = out === undefined ? screenshotPreview : exportPreview
    return await writeInto(out ?? screenshot ?? '', (folder) => write(content, folder), flags, terminal)
  }
  if (file === undefined) return await untilEnded(await startLivePreview(path, cwd, port), flags, terminal)
  const content = await contentOfTaco(file)
  const handler = previewHandler(new LiveContent(async () => content))
  return await untilEnded(await servePreview(handler, port), flags, terminal)
}

/** The absolute path of what is a file, not a folder. */
async function fileAt(path: string | undefined, cwd: string): Promise<string | undefined> {
  if (path === undefined) return undefined
  const file = resolve(cwd, path)
  return (await stat(file).catch(() => undefined))?.isFile() ? file : undefined
}

async function contentOfFolder(path: string | undefined, cwd: string): Promise<PreviewContent> {
  const opened = await openDevProject(path, undefined, cwd, () => {})
  return await contentReader(new PreviewProject(opened, opened.options.connector))()
}

/** @throws TacosmithError `usage` */
function portIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new TacosmithError('usage', `--port ${visibleLine(text)} is not a port`, {
    help: 'Give a number from 1 to 65535, or 0 for any that is free.',
  })
}

/** @throws TacosmithError `usage` for another file, `archive-malformed` for one that cannot be read. */
async function contentOfTaco(path: string): Promise<PreviewContent> {
  if (!path.toLowerCase().endsWith('.taco')) {
    throw new TacosmithError('usage', `${visibleLine(path)} is not a .taco`, {
      help: 'Give the folder of the connector, or a .taco file.',
    })
  }
  const source = await tacoSource(await readFile(path), path)
  // A stranger's scripts are run in the page, behind the wall, and nowhere else.
  return await readContent(await new Session({ scripts: { trial: false } }, { source }).read())
}

async function writeInto(
  named: string,
  write: (folder: string) => Promise<string[]>,
  flags: Flags,
  terminal: Terminal,
): Promise<number> {
  const folder = resolve(terminal.cwd, named)
  const files = await write(folder)
  if (flags.json) terminal.printResult(`${JSON.stringify({ folder, files }, undefined, 2)}\n`)
  else if (flags.screenshot !== undefined)
    terminal.say(`Wrote ${files.length} pictures to ${visibleLine(named)}\n`)
  else terminal.say(`Wrote ${files.length} files to ${visibleLine(named)}; open index.html in a browser.\n`)
  return exitCodes.fine
}

/** Says where the page is, and waits until somebody ends it. */
async function untilEnded(served: LivePreview, flags: Flags, terminal: Terminal): Promise<number> {
  const { address } = served
  if (flags.json) terminal.printResult(`${JSON.stringify({ address }, undefined, 2)}\n`)
  else terminal.say(`The connection dialog is at ${address} (Ctrl-C ends it)\n`)
  await new Promise<void>((end) => {
    stopOnSignal(() => end())
  })
  await served.close()
  return exitCodes.fine
}
