import { resolve } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import {
  currentHost,
  isAbout,
  type LogEntry,
  newestLog,
  readLines,
  readLogLine,
  stopOnSignal,
} from '@tacosmith/core/adapter'
import { Command } from 'commander'
import { exitCodes } from '../program/exit-codes.ts'
import { runCommand } from '../program/run-command.ts'
import { shownPath } from '../terminal/shown-path.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { resultLayout } from '../texts/deploy-text.ts'
import { LogText } from '../texts/log-text.ts'

interface Flags {
  class?: string
  follow?: boolean
  json?: boolean
}

/** `tacosmith logs [file|dir]`: what Tableau's log says about connectors, and what to do about it. */
export function logsCommand(terminal: Terminal, finish: (exitCode: number) => void): Command {
  return new Command('logs')
    .argument(
      '[path]',
      "Tableau's log.txt or a folder with logs (default: the newest log of My Tableau Repository)",
    )
    .option('--class <name>', 'only entries about connectors of this class')
    .option('-f, --follow', 'keep reading as the log grows, until Ctrl-C')
    .option('--json', 'print one JSON document to stdout; with --follow, one object per line')
    .addHelpText(
      'after',
      '\nShows the lines about connectors, errors in scripts and drivers, and verdicts on\n' +
        'signatures, with what to do about them. With --class, errors and verdicts that\n' +
        'name no connector are shown too.\n' +
        '\nExamples:\n  tacosmith logs --class my_jdbc\n  tacosmith logs log.txt --follow',
    )
    .action(async (path: string | undefined, flags: Flags) => {
      finish(await runCommand(terminal, flags.json === true, () => logs(path, flags, terminal)))
    })
}

/** What was read, in addition to what is shown. */
interface Counts {
  lines: number
  entries: number
  unreadable: number
}

async function logs(path: string | undefined, flags: Flags, terminal: Terminal): Promise<number> {
  const { class: className, follow = false, json = false } = flags
  if (className !== undefined && !/^[\w.-]+$/.test(className)) {
    throw new TacosmithError('usage', `--class ${className} is not a class name`, {
      help: 'Use the class in the manifest, such as my_jdbc.',
    })
  }
  const file = await newestLog(currentHost(), path === undefined ? undefined : resolve(terminal.cwd, path))
  const counts: Counts = { lines: 0, entries: 0, unreadable: 0 }
  const entries = readEntries(file, flags, counts)
  if (json && !follow) {
    const all: LogEntry[] = []
    for await (const entry of entries) all.push(entry)
    const { lines, unreadable } = counts
    terminal.printResult(`${JSON.stringify({ file, lines, unreadable, entries: all }, null, 2)}\n`)
    return exitCodes.fine
  }
  const name = shownPath(file, terminal.cwd)
  terminal.say(follow ? `${name}, press Ctrl-C to stop\n` : `${name}\n`)
  const text = new LogText(resultLayout(terminal))
  for await (const entry of entries) {
    terminal.printResult(json ? `${JSON.stringify(entry)}\n` : text.add(entry))
  }
  // Behind the ^C that the terminal shows.
  if (follow && terminal.isStderrWatched) terminal.say('\n')
  terminal.say(`${summary(counts, className)}\n`)
  return exitCodes.fine
}

async function* readEntries(
  file: string,
  { class: className, follow = false }: Flags,
  counts: Counts,
): AsyncGenerator<LogEntry, void, undefined> {
  const end = new AbortController()
  const stop = (): void => end.abort()
  const leaveSignals = follow ? stopOnSignal(stop) : () => {}
  // Whoever reads our output, such as head, has enough; or it cannot be written, which the terminal reports.
  process.stdout.on('error', stop)
  try {
    for await (const { text, number } of readLines(file, { follow, signal: end.signal })) {
      counts.lines++
      const line = readLogLine(text, number)
      if (line.kind === 'unreadable') counts.unreadable++
      if (line.kind !== 'entry' || (className !== undefined && !isAbout(line.entry, className))) continue
      counts.entries++
      yield line.entry
    }
  } finally {
    leaveSignals()
    process.stdout.off('error', stop)
  }
}

function summary({ lines, entries, unreadable }: Counts, className: string | undefined): string {
  const about = className === undefined ? 'about connectors' : `about ${className}`
  const left = unreadable === 0 ? '' : `; ${unreadable} could not be read as JSON`
  return `${entries === 0 ? 'none' : entries} of ${count(lines, 'line')} ${entries === 1 ? 'is' : 'are'} ${about}${left}`
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`
}
