import { resolve } from 'node:path'
import { explainRule } from '@tacosmith/core'
import { Command, Option } from 'commander'
import { exitCodeFor, exitCodes } from '../program/exit-codes.ts'
import { runCommand } from '../program/run-command.ts'
import { type CheckedTarget, TargetChecks } from '../project/check-targets.ts'
import { refuseNativeEngine } from '../project/open-untrusted.ts'
import { expandTargets } from '../project/validation-targets.ts'
import { checkList } from '../several/check-list.ts'
import type { FailedConnector } from '../several/check-several.ts'
import { ConnectorOpener } from '../several/open-several.ts'
import { checkOutcome, writeLog } from '../terminal/log-file.ts'
import type { Progress } from '../terminal/progress.ts'
import {
  defaultFormat,
  formatReport,
  formatReports,
  type ReportFormat,
  reportFormats,
} from '../terminal/report-format.ts'
import { shownPath } from '../terminal/shown-path.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { ruleText } from '../texts/rule-text.ts'
import { failureTexts, leftOutText } from '../texts/several-text.ts'
import { addValidateOptions, mergeValidate, type ValidateFlags } from './shared-options.ts'

interface Flags extends ValidateFlags {
  format?: ReportFormat
  explain?: string
}

const notes = `
A single XML file is checked as its connector uses it, or else by its root
element, against the rules that need no other file. A script is checked
with its connector, but only findings in that script are reported. With several
paths, or a quoted pattern, each has its own report, and the exit code is the
worst one.

Examples:
  tacosmith validate ./connector --rule dialect-default-sql=off
  tacosmith validate connector/manifest.xml connector/dialect.tdd
  tacosmith validate "connectors/*" --format junit`

/** `tacosmith validate [paths...]`: all checks, nothing written. */
export function validateCommand(terminal: Terminal, finish: (exitCode: number) => void): Command {
  const command = new Command('validate')
    .argument(
      '[paths...]',
      'connector folders, .taco files, single files of connectors, and patterns of these',
    )
    .addOption(
      new Option(
        '--format <name>',
        'format of the report (default: github in GitHub Actions, otherwise pretty)',
      ).choices(reportFormats),
    )
    .option('--explain <rule>', 'explain a rule with an example, without checking anything')
  return addValidateOptions(command)
    .addHelpText('after', notes)
    .action(async (words: string[], flags: Flags) => {
      const format = flags.json === true ? 'json' : (flags.format ?? defaultFormat(process.env))
      finish(
        await runCommand(terminal, format === 'json', (progress) =>
          flags.explain === undefined
            ? validate(words, flags, format, { terminal, progress })
            : explain(flags.explain, format, terminal),
        ),
      )
    })
}

async function explain(id: string, format: ReportFormat, terminal: Terminal): Promise<number> {
  const rule = await explainRule(id)
  terminal.printResult(format === 'json' ? `${JSON.stringify(rule, null, 2)}\n` : ruleText(rule, terminal))
  return exitCodes.fine
}

/** Where the command's words go. */
interface Outlet {
  terminal: Terminal
  progress: Progress
}

async function validate(
  words: readonly string[],
  flags: Flags,
  format: ReportFormat,
  { terminal, progress }: Outlet,
): Promise<number> {
  const { cwd } = terminal
  refuseNativeEngine(flags)
  // What is wrong with the flags is told once.
  mergeValidate(undefined, flags, cwd)
  const checks = new TargetChecks({
    cwd,
    untrusted: flags.untrusted === true,
    mergeValidate: (configured) => mergeValidate(configured, flags, cwd),
    onUnusedScript: (script, connector) => terminal.say(unusedScript(script, connector, cwd)),
  })
  const expanded = await expandTargets(words, cwd)
  const check = async (path: string | undefined): Promise<CheckedTarget> => {
    progress(`Checking ${path === undefined ? 'the connector' : shownPath(path, cwd)}`)
    return await checks.check(path)
  }
  const { isList } = expanded
  const results = isList
    ? await checkList(expanded, {
        cwd,
        opener: openerFor(flags, cwd),
        checkOne: check,
        onLeftOut: (paths) => terminal.say(leftOutText(paths, cwd)),
        progress,
      })
    : [await check(expanded.paths[0])]
  await tell(results, { flags, format, isList }, terminal)
  return Math.max(...results.map(exitCodeOf))
}

function openerFor(flags: Flags, cwd: string): ConnectorOpener {
  return new ConnectorOpener({
    cwd,
    untrusted: flags.untrusted === true,
    purpose: 'check',
    merge: (options) => ({ ...options, validate: mergeValidate(options.validate, flags, cwd) }),
  })
}

function exitCodeOf(result: CheckedTarget | FailedConnector): number {
  if ('error' in result) return exitCodeFor(result.error.code)
  return result.report.ok ? exitCodes.fine : exitCodes.findings
}

/** How the results are told. */
interface Telling {
  flags: Flags
  format: ReportFormat
  isList: boolean
}

async function tell(
  results: readonly (CheckedTarget | FailedConnector)[],
  { flags, format, isList }: Telling,
  terminal: Terminal,
): Promise<void> {
  const checked = results.filter((result) => 'report' in result)
  const engines = new Set(checked.flatMap(({ engine }) => engine ?? []))
  if (flags.verbose) for (const engine of engines) terminal.say(`XML engine: ${engine}\n`)
  if (flags.log) {
    const outcome = checkOutcome(checked, results.length - checked.length)
    await writeLog(resolve(terminal.cwd, flags.log), { printed: checked, outcome }, terminal)
  }
  const [only] = checked
  if (isList) terminal.printResult(formatReports(format, results, terminal))
  else if (only) terminal.printResult(formatReport(format, only, terminal))
  for (const text of failureTexts(results, terminal)) terminal.say(text)
}

function unusedScript(script: string, connector: string, cwd: string): string {
  return `${shownPath(script, cwd)} is not checked: no script of the connector in ${shownPath(connector, cwd)} uses it.\n`
}
