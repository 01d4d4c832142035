import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { TacosmithError, tacoSource } from '@tacosmith/core'
import { Session, stopOnSignal, visibleLine } from '@tacosmith/core/adapter'
import {
  contentReader,
  editorFor,
  exportPreview,
  LiveContent,
  type PreviewContent,
  previewHandler,
  readContent,
  saveScenario,
  servePreview,
} from '@tacosmith/preview'
import { Command } from 'commander'
import { openDevProject } from '../dev/dev-project.ts'
import { FollowedFiles } from '../preview/follow-files.ts'
import { PreviewProject } from '../preview/preview-project.ts'
import { exitCodes } from '../program/exit-codes.ts'
import { runCommand } from '../program/run-command.ts'
import type { Terminal } from '../terminal/terminal.ts'

interface Flags {
  out?: string
  port?: string
  open?: boolean
  json?: boolean
}

/** `tacosmith preview [path]`: the connection dialog in the browser, live or as a folder. */
export function previewCommand(terminal: Terminal, finish: (exitCode: number) => void): Command {
  return new Command('preview')
    .argument('[path]', 'connector folder, project folder with a tacosmith.config, or .taco file')
    .option('-o, --out <dir>', 'write a folder that shows the dialog from any web server, and exit')
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
  const port = portIn(flags.port)
  const isFile =
    path !== undefined && (await stat(resolve(terminal.cwd, path)).catch(() => undefined))?.isFile()
  if (isFile) {
    const content = await contentOfTaco(resolve(terminal.cwd, path))
    if (flags.out !== undefined) return await exportTo(content, flags.out, flags, terminal)
    return await serve(new LiveContent(async () => content), {}, port, flags, terminal)
  }
  const followed = new FollowedFiles(() => live.changed())
  const opened = await openDevProject(path, undefined, terminal.cwd, (file) => followed.followFile(file))
  const project = new PreviewProject(opened, opened.options.connector, (file) => followed.followFile(file))
  const read = contentReader(project)
  const live = new LiveContent(async () => {
    const content = await read()
    followed.follow(project.watchFolders)
    return content
  })
  try {
    if (flags.out !== undefined) return await exportTo(await read(), flags.out, flags, terminal)
    followed.follow(project.watchFolders)
    const actions = {
      openEditor: editorFor(opened.options.connector),
      saveScenario: (file: string, scenario: Parameters<typeof saveScenario>[2]) =>
        saveScenario(project.scenarios, file, scenario),
    }
    return await serve(live, actions, port, flags, terminal)
  } finally {
    followed.close()
  }
}

/** @throws TacosmithError `usage` */
function portIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new TacosmithError('usage', `--port ${visibleLine(text)} is no port`, {
    help: 'Give a number from 1 to 65535, or 0 for any that is free.',
  })
}

/** @throws TacosmithError `usage` for another file, `archive-malformed` for one that cannot be read. */
async function contentOfTaco(path: string): Promise<PreviewContent> {
  if (!path.toLowerCase().endsWith('.taco')) {
    throw new TacosmithError('usage', `${visibleLine(path)} is no .taco`, {
      help: 'Give the folder of the connector, or a .taco file.',
    })
  }
  const source = await tacoSource(await readFile(path), path)
  // A stranger's scripts are run in the page, behind the wall, and nowhere else.
  return await readContent(await new Session({ scripts: { trial: false } }, { source }).read())
}

async function exportTo(
  content: PreviewContent,
  out: string,
  flags: Flags,
  terminal: Terminal,
): Promise<number> {
  const folder = resolve(terminal.cwd, out)
  const files = await exportPreview(content, folder)
  if (flags.json) terminal.printResult(`${JSON.stringify({ folder, files }, undefined, 2)}\n`)
  else terminal.say(`Wrote ${files.length} files to ${visibleLine(out)}; open index.html in a browser.\n`)
  return exitCodes.fine
}

async function serve(
  live: LiveContent,
  actions: Parameters<typeof previewHandler>[1],
  port: number | undefined,
  flags: Flags,
  terminal: Terminal,
): Promise<number> {
  // What is wrong to begin with is told here; the first page comes at once.
  await live.get()
  const server = await servePreview(previewHandler(live, actions), port)
  const { address } = server
  if (flags.json) terminal.printResult(`${JSON.stringify({ address }, undefined, 2)}\n`)
  else terminal.say(`The connection dialog is at ${address} (Ctrl-C ends it)\n`)
  await new Promise<void>((resolveEnd) => {
    stopOnSignal(() => resolveEnd())
  })
  await server.close()
  return exitCodes.fine
}
