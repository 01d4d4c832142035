import { diffConnectors, verifyTaco } from '@tacosmith/core'
import { type ComparedConnector, type ReviewClass, reachesReview } from '@tacosmith/core/adapter'
import { Command, Option } from 'commander'
import { exitCodes } from '../program/exit-codes.ts'
import { runCommand } from '../program/run-command.ts'
import { type ComparedSide, openSide } from '../project/compared-side.ts'
import type { Progress } from '../terminal/progress.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { diffText } from '../texts/diff-text.ts'
import { addTruststoreOption, openTrust, type TrustFlags } from './place-options.ts'

interface Flags extends TrustFlags {
  failOn?: ReviewClass
  json?: boolean
}

/** `tacosmith diff <old> <new>`: what an update changes, and which review the gallery will ask for. */
export function diffCommand(terminal: Terminal, finish: (exitCode: number) => void): Command {
  const command = new Command('diff')
    .argument('<old>', 'the published connector: a folder or .taco file')
    .argument('<new>', 'the new version: a folder or .taco file')
    .addOption(
      new Option('--fail-on <class>', 'exit with 1 if the review is of this class or a stricter one').choices(
        ['A', 'B', 'C', 'forbidden'],
      ),
    )
  return addTruststoreOption(command)
    .option('--json', 'print one JSON document to stdout')
    .addHelpText(
      'after',
      '\nReview classes of Tableau Exchange, strictest last:\n' +
        '  none       nothing relevant has changed\n' +
        '  A          minor: no tests needed\n' +
        '  B          queries change: TDVT results\n' +
        '  C          other changes: manual tests\n' +
        '  forbidden  a new class is a new connector\n' +
        '\nWorkbooks store what users fill in, except passwords. The diff names each value,\n' +
        'field or class that is gone, because saved connections that hold it will not\n' +
        'reconnect.\n' +
        '\nFormatting and comments are ignored, in scripts too. Signatures are compared\n' +
        'only between two .taco files. With --fail-on, a file that cannot be compared\n' +
        'is a failure too.\n' +
        '\nExamples:\n' +
        '  tacosmith diff published/my_connector-v1.0.0.taco ./connector\n' +
        '  tacosmith diff old.taco new.taco --fail-on C',
    )
    .action(async (old: string, updated: string, flags: Flags) => {
      finish(
        await runCommand(terminal, flags.json === true, (progress) =>
          diff(old, updated, flags, { terminal, progress }),
        ),
      )
    })
}

async function diff(
  old: string,
  updated: string,
  flags: Flags,
  { terminal, progress }: { terminal: Terminal; progress: Progress },
): Promise<number> {
  const open = async (path: string): Promise<ComparedSide> => {
    progress(`Reading ${path}`)
    return await openSide(path, terminal)
  }
  const sides = [await open(old), await open(updated)] as const
  progress(`Comparing ${old} and ${updated}`)
  const [before, after] = await withSignatures(sides, flags, terminal.cwd)
  const result = diffConnectors(before, after)
  terminal.printResult(
    flags.json ? `${JSON.stringify(result, null, 2)}\n` : diffText(old, updated, result, terminal),
  )
  if (flags.failOn === undefined) return exitCodes.fine
  const fails = reachesReview(result.review, flags.failOn) || result.notCompared.length > 0
  return fails ? exitCodes.findings : exitCodes.fine
}

/** Only two files have signatures to compare. */
async function withSignatures(
  sides: readonly [ComparedSide, ComparedSide],
  flags: TrustFlags,
  cwd: string,
): Promise<[ComparedConnector, ComparedConnector]> {
  const [old, updated] = sides
  if (old.bytes === undefined || updated.bytes === undefined) {
    return [{ connector: old.connector }, { connector: updated.connector }]
  }
  const { certificates: trust } = await openTrust(flags, cwd)
  return [
    { connector: old.connector, verdict: await verifyTaco(old.bytes, { trust }) },
    { connector: updated.connector, verdict: await verifyTaco(updated.bytes, { trust }) },
  ]
}
