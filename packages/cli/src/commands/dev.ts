import { dirname, resolve } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import { currentHost, serverSettings } from '@tacosmith/core/adapter'
import { Command, Option } from 'commander'
import { DevBuild } from '../dev/dev-build.ts'
import { type DevProject, openDevProject } from '../dev/dev-project.ts'
import { DevWatch } from '../dev/dev-watch.ts'
import { startLivePreview } from '../preview/live-preview.ts'
import { exitCodeFor, exitCodes } from '../program/exit-codes.ts'
import type { OnInput } from '../program/own-modules.ts'
import { runCommand } from '../program/run-command.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { DevText } from '../texts/dev-text.ts'

interface Flags {
  out?: string
  once?: boolean
  preview?: boolean
  json?: boolean
}

/** `tacosmith dev [dir]`: an unpacked connector, kept up to date for Tableau to read. */
export function devCommand(terminal: Terminal, finish: (exitCode: number) => void): Command {
  return new Command('dev')
    .argument('[dir]', 'connector folder, or project folder with a tacosmith.config')
    .option('-o, --out <dir>', 'the folder to keep up to date (default: .tacosmith/dev/ and the class)')
    .option('--once', 'update the folder once and exit')
    .addOption(new Option('--preview', 'show the connection dialog in the browser too').conflicts('once'))
    .option('--json', 'print one JSON object per line, one for each round')
    .addHelpText(
      'after',
      '\nKeeps the folder as the connector would be packaged: it is updated whenever the\n' +
        'connector, a module that its scripts import or the configuration changes. While\n' +
        'there are errors it stays unchanged. Tableau reads connectors when it starts.\n' +
        '\nExamples:\n  tacosmith dev\n  tacosmith dev ./connector --out ~/tableau-dev/my_jdbc\n' +
        '  tacosmith run desktop .tacosmith/dev/my_jdbc',
    )
    .action(async (path: string | undefined, flags: Flags) => {
      finish(await runCommand(terminal, flags.json === true, () => dev(path, flags, terminal)))
    })
}

async function dev(path: string | undefined, flags: Flags, terminal: Terminal): Promise<number> {
  const { cwd } = terminal
  const out = flags.out === undefined ? undefined : resolve(cwd, flags.out)
  const open = (onInput: OnInput = () => {}): Promise<DevProject> => openDevProject(path, out, cwd, onInput)
  const output = new DevText(flags.json === true, terminal, out === undefined ? undefined : serverCommands)
  if (!flags.once) {
    const preview = flags.preview ? await startLivePreview(path, cwd, undefined) : undefined
    if (preview) terminal.say(`The connection dialog is at ${preview.address}\n`)
    try {
      await new DevWatch(open, out, output).run()
    } finally {
      await preview?.close()
    }
    return exitCodes.fine
  }
  return (await onlyRound(new DevBuild(await open(), out), output)) ? exitCodes.fine : exitCodes.findings
}

/** Tableau Server reads a folder of connectors, of which the one that is kept is one. */
function serverCommands(folder: string): string[] {
  return serverSettings({ folder: dirname(folder), unsigned: false }, currentHost())
}

/** Whether the connector has no errors. */
async function onlyRound(build: DevBuild, output: DevText): Promise<boolean> {
  try {
    const round = await build.round()
    output.round(round, [])
    return round.ok
  } catch (error) {
    if (!(error instanceof TacosmithError) || exitCodeFor(error.code) !== exitCodes.findings) throw error
    output.failure(error)
    return false
  }
}
