import { relative, resolve } from 'node:path'
import { openTruststore, TacosmithError, verifyTaco } from '@tacosmith/core'
import { readConnectorFacts, withTacoFile } from '@tacosmith/core/adapter'
import { Command, Option } from 'commander'
import { exitCodes } from '../program/exit-codes.ts'
import { runCommand } from '../program/run-command.ts'
import type { Progress } from '../terminal/progress.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { trustLines, verdictText } from '../texts/verdict-text.ts'
import { collect } from './shared-options.ts'

interface Flags {
  truststore?: string[]
  at?: string
  requireTimestamp?: boolean
  for?: 'gallery'
  verbose?: boolean
  json?: boolean
}

/** `tacosmith verify <file.taco>`: what a JDK and Tableau will say about a file, why, and until when. */
export function verifyCommand(terminal: Terminal, finish: (exitCode: number) => void): Command {
  return new Command('verify')
    .argument('<file>', 'the .taco')
    .option(
      '--truststore <file>',
      "trust the roots in this JKS, PKCS#12, PEM or DER file instead of the installed Java's; repeatable; the word default adds Java's back",
      collect,
    )
    .option('--at <date>', 'verify as of another date, such as 2031-01-31')
    .option('--require-timestamp', 'treat a signature without a timestamp as an error')
    .addOption(new Option('--for <purpose>', 'apply the requirements of the gallery').choices(['gallery']))
    .option('-v, --verbose', 'show who signed each file, and list findings one by one')
    .option('--json', 'print the verdict as one JSON document on stdout')
    .addHelpText(
      'after',
      '\nThe password of a truststore is read from TACOSMITH_TRUSTSTOREPASS, or asked for on a terminal.\n' +
        '\nExamples:\n  tacosmith verify dist/my_connector-v1.0.0.taco\n' +
        '  tacosmith verify my.taco --truststore default --truststore company-root.pem',
    )
    .action(async (file: string, flags: Flags) => {
      finish(
        await runCommand(terminal, flags.json === true, (progress) =>
          verify(file, flags, terminal, progress),
        ),
      )
    })
}

async function verify(file: string, flags: Flags, terminal: Terminal, progress: Progress): Promise<number> {
  const path = resolve(terminal.cwd, file)
  const at = flags.at === undefined ? undefined : parseDate(flags.at)
  progress(`Checking the signature of ${file}`)
  const { verdict, trust } = await withTacoFile(path, async (taco) => {
    const trust = await openTruststore({ files: truststores(flags.truststore, terminal.cwd) })
    const connector = await readConnectorFacts(taco)
    const options = {
      trust: trust.certificates,
      ...(at ? { at } : {}),
      ...(flags.requireTimestamp ? { requireTimestamp: true } : {}),
      ...(flags.for ? { for: flags.for } : {}),
      ...(flags.verbose ? { listEntries: true } : {}),
      ...(connector ? { connector } : {}),
    }
    return { verdict: await verifyTaco(taco, options), trust }
  })
  if (flags.json) {
    terminal.printResult(`${JSON.stringify(verdict, null, 2)}\n`)
    terminal.say(`${trustLines(trust.sources, terminal.width).join('\n')}\n`)
  } else {
    const shown = relative(terminal.cwd, path)
    terminal.printResult(verdictText(shown, verdict, trust.sources, terminal, flags.for === 'gallery'))
  }
  return verdict.ok ? exitCodes.fine : exitCodes.findings
}

function truststores(files: string[] | undefined, cwd: string): string[] {
  return (files ?? []).map((file) => (file === 'default' ? file : resolve(cwd, file)))
}

/** A day means its first moment in UTC, as the days in verdicts do. */
function parseDate(text: string): Date {
  const form = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d))?$/
  const date = form.test(text) ? new Date(text) : undefined
  // JavaScript takes the 31st of February for a day in March.
  const exists = date !== undefined && !Number.isNaN(date.getTime()) && isCalendarDay(text.slice(0, 10))
  if (exists) return date
  throw new TacosmithError('usage', `--at ${text} is not a date`, {
    help: 'Use a date (2031-01-31) or a date and time (2031-01-31T12:00:00Z).',
  })
}

function isCalendarDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
}
