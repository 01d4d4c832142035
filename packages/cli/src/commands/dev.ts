import { basename, isAbsolute, relative, resolve } from 'node:path'
import { findConnectorFolder, TacosmithError } from '@tacosmith/core'
import { Command } from 'commander'
import { DevBuild } from '../dev-build.ts'
import { DevChanges } from '../dev-changes.ts'
import { DevText } from '../dev-text.ts'
import { exitCodes } from '../exit-codes.ts'
import { FolderWatch, foldersWithin } from '../folder-watch.ts'
import { openTarget, type Target } from '../open-target.ts'
import { runCommand } from '../run-command.ts'
import { shownPath } from '../shown-path.ts'
import type { Terminal } from '../terminal.ts'

interface Flags {
  out?: string
  once?: boolean
  json?: boolean
}

/** `tacosmith dev [dir]`: an unpacked connector, kept up to date for Tableau to read. */
export function devCommand(terminal: Terminal, finish: (exitCode: number) => void): Command {
  return new Command('dev')
    .argument('[dir]', 'connector folder, or project folder with a tacosmith.config')
    .option('-o, --out <dir>', 'the folder to keep (default: .tacosmith/dev/ and the class)')
    .option('--once', 'bring the folder up to date and end')
    .option('--json', 'print one JSON object a line, for each round')
    .addHelpText(
      'after',
      '\nWhatever changes in the connector or in what its scripts import, the folder holds\n' +
        'the connector as it would be packaged. While there are errors it stays as it was.\n' +
        'Tableau reads connectors when it starts.\n' +
        '\nExamples:\n  tacosmith dev\n  tacosmith dev ./connector --out ~/tableau-dev/my_jdbc\n' +
        '  tacosmith run desktop .tacosmith/dev/my_jdbc',
    )
    .action(async (path: string | undefined, flags: Flags) => {
      finish(await runCommand(terminal, flags.json === true, () => dev(path, flags, terminal)))
    })
}

async function dev(path: string | undefined, flags: Flags, terminal: Terminal): Promise<number> {
  const target = await openTarget(path, terminal.cwd)
  const connector = await findConnectorFolder(target.cwd, target.options.connector)
  const out = flags.out === undefined ? undefined : resolve(terminal.cwd, flags.out)
  expectApart(connector, out)
  const build = new DevBuild({ ...target.options, connector }, target.cwd, out)
  const told = new DevText(flags.json === true, terminal)
  if (flags.once) return (await oneRound(build, [], told)) ? exitCodes.fine : exitCodes.findings
  await keepUpToDate(build, connector, target, told, terminal)
  return exitCodes.fine
}

/** In the folder of the sources the packaged files would take their place. */
function expectApart(connector: string, out: string | undefined): void {
  if (out === undefined) return
  const path = relative(out, connector)
  if (path.startsWith('..') || isAbsolute(path)) return
  throw new TacosmithError('usage', `--out ${out} would lie over the connector itself`, {
    help: 'Name a folder beside it.',
  })
}

async function keepUpToDate(
  build: DevBuild,
  connector: string,
  { cwd }: Target,
  told: DevText,
  terminal: Terminal,
): Promise<void> {
  const changes = new DevChanges()
  const stop = (): void => changes.end()
  process.once('SIGINT', stop).once('SIGTERM', stop)
  const watch = new FolderWatch((path) => {
    if (/^tacosmith\.config\.m?[jt]s$/.test(basename(path))) {
      terminal.say('The configuration has changed: start dev again to use it.\n')
    } else changes.add(path)
  })
  try {
    // From before the first round, so that nothing is missed in between.
    watch.watch([cwd, ...(await foldersWithin(connector))])
    terminal.say(`Watching ${shownPath(connector, terminal.cwd)}. Ctrl-C ends it.\n`)
    let paths: string[] | undefined = []
    while (paths !== undefined) {
      await oneRound(build, paths, told)
      watch.watch([cwd, ...build.watchFolders])
      paths = await changes.next()
    }
  } finally {
    watch.close()
    process.off('SIGINT', stop).off('SIGTERM', stop)
  }
}

/** Whether the connector has no errors. */
async function oneRound(build: DevBuild, paths: string[], told: DevText): Promise<boolean> {
  try {
    const round = await build.round()
    told.round(round, paths)
    return round.ok
  } catch (error) {
    // While the author is at work, anything may be missing for a moment.
    if (!(error instanceof TacosmithError) || error.code === 'usage') throw error
    told.failure(error)
    return false
  }
}
