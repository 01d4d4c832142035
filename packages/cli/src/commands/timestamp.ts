import { relative } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import { checkOptions, resolveTimestampOptions, timestampTacoFile } from '@tacosmith/core/adapter'
import { Command } from 'commander'
import { exitCodes } from '../program/exit-codes.ts'
import { runCommand } from '../program/run-command.ts'
import { expandFiles, onFile, targetsOf } from '../project/taco-files.ts'
import { sayFile } from '../terminal/file-progress.ts'
import type { Progress } from '../terminal/progress.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { timestampSummary } from '../texts/sign-summary.ts'
import { collect } from './shared-options.ts'

interface Flags {
  tsa?: string[]
  out?: string
  json?: boolean
}

/** `tacosmith timestamp <file.taco...>`: adds a timestamp to signatures that have none; no key is needed. */
export function timestampCommand(terminal: Terminal, finish: (exitCode: number) => void): Command {
  return new Command('timestamp')
    .argument('<file...>', 'signed .taco files, or patterns such as dist/*.taco')
    .option('--tsa <url>', 'timestamp authority; repeatable, in order of preference', collect)
    .option('-o, --out <path>', 'write to this file or folder')
    .option('--json', 'print one JSON document to stdout; a list if several files are given')
    .addHelpText('after', '\nExample:\n  tacosmith timestamp my.taco --tsa http://timestamp.example.com')
    .action(async (words: string[], flags: Flags) => {
      finish(
        await runCommand(terminal, flags.json === true, (progress) =>
          timestampFiles(words, flags, terminal, progress),
        ),
      )
    })
}

async function timestampFiles(
  words: string[],
  flags: Flags,
  terminal: Terminal,
  progress: Progress,
): Promise<number> {
  const { cwd } = terminal
  const files = await expandFiles(words, cwd)
  const targets = await targetsOf(files, flags.out, cwd)
  if (flags.tsa !== undefined) checkOptions({ sign: { timestamp: flags.tsa } }, 'command-line')
  const options = resolveTimestampOptions(flags.tsa)
  if (options === false) {
    throw new TacosmithError('usage', 'no timestamp authority was given', {
      help: 'Give --tsa URL, or set TACOSMITH_TSA.',
    })
  }
  const results: object[] = []
  for (const [index, file] of files.entries()) {
    const target = targets[index] ?? file
    const waiting = sayFile('Stamping', file, { number: index + 1, count: files.length, cwd }, progress)
    const onRequest = (authority: string): void => waiting(`the timestamp from ${authority}`)
    const stamp = () => timestampTacoFile(file, target, { ...options, onRequest })
    const { sha256, timestamps } = await onFile(file, stamp)
    results.push({ file: target, sha256, timestamps })
    if (!flags.json) {
      terminal.printResult(timestampSummary(relative(cwd, target), timestamps, sha256, terminal))
    }
  }
  if (flags.json) {
    terminal.printResult(`${JSON.stringify(results.length === 1 ? results[0] : results, null, 2)}\n`)
  }
  return exitCodes.fine
}
