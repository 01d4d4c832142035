import { TacosmithError } from '@tacosmith/core'
import {
  checkOptions,
  type ResolvedTimestampOptions,
  resolveTimestampOptions,
  timestampTacoFile,
} from '@tacosmith/core/adapter'
import { Command } from 'commander'
import { exitCodes } from '../program/exit-codes.ts'
import { runCommand } from '../program/run-command.ts'
import { type ChangeFlags, changeFiles, type FileChange } from '../project/change-files.ts'
import type { Progress } from '../terminal/progress.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { timestampSummary } from '../texts/sign-summary.ts'
import { collect } from './shared-options.ts'

interface Flags extends ChangeFlags {
  tsa?: string[]
}

/** `tacosmith timestamp <file.taco...>`: adds a timestamp to signatures that have none; no key is needed. */
export function timestampCommand(terminal: Terminal, finish: (exitCode: number) => void): Command {
  return new Command('timestamp')
    .argument('<file...>', 'signed .taco files, or patterns such as dist/*.taco')
    .option('--tsa <url>', 'timestamp authority; repeatable, in order of preference', collect)
    .option('-o, --out <path>', 'write to this file, if it ends in .taco, or into this folder')
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
  await changeFiles(
    words,
    flags,
    async () => timestamping(timestampOptions(flags), terminal),
    terminal,
    progress,
  )
  return exitCodes.fine
}

function timestampOptions({ tsa }: Flags): ResolvedTimestampOptions {
  if (tsa !== undefined) checkOptions({ sign: { timestamp: tsa } }, 'command-line')
  const options = resolveTimestampOptions(tsa)
  if (options !== false) return options
  throw new TacosmithError('usage', 'no timestamp authority was given', {
    help: 'Give --tsa URL, or set TACOSMITH_TSA.',
  })
}

function timestamping(options: ResolvedTimestampOptions, terminal: Terminal): FileChange {
  return {
    activity: 'Stamping',
    apply: async (file, target, onRequest) => {
      const { sha256, timestamps, warnings } = await timestampTacoFile(file, target, {
        ...options,
        onRequest,
      })
      return {
        facts: { sha256, timestamps },
        warnings,
        summary: (name) => timestampSummary(name, timestamps, sha256, terminal),
      }
    },
  }
}
