import { resolve } from 'node:path'
import type { TacoOptions } from '@tacosmith/core'
import { type BuildStep, buildSnapshot, checkSnapshot, type Snapshot } from '@tacosmith/core/adapter'
import { Command } from 'commander'
import { exitCodes } from '../program/exit-codes.ts'
import { runCommand } from '../program/run-command.ts'
import { checkScriptSources } from '../project/check-script-sources.ts'
import { openTarget, type Target } from '../project/open-target.ts'
import { openUntrusted, refuseNativeEngine, type UntrustedTarget } from '../project/open-untrusted.ts'
import { expandTargets } from '../project/validation-targets.ts'
import { checkOutcome, writeLog } from '../terminal/log-file.ts'
import type { PrintedReport } from '../terminal/printed-report.ts'
import type { Progress } from '../terminal/progress.ts'
import { annotations, defaultFormat, formatReport } from '../terminal/report-format.ts'
import { reportText } from '../terminal/report-text.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { buildStepText } from '../texts/build-step-text.ts'
import { buildJson, buildSummary } from '../texts/build-summary.ts'
import { BuildDetails } from '../texts/verbose-text.ts'
import { buildList } from './build-list.ts'
import { type BuildFlags, mergeFlags, refuseSigning } from './build-options.ts'
import { addValidateOptions } from './shared-options.ts'
import { addSignOptions } from './sign-options.ts'

const notes = `
Several folders, or a quoted pattern, are built at the same time. Each has its
own report, a table shows what was made, and the exit code is the worst one. A
password is asked for once. Two connectors are never written to the same file.

Examples:
  tacosmith build ./connector --keystore release.p12 \\
    --storepass env:STORE_PASSWORD --tsa http://timestamp.example.com
  tacosmith build "connectors/*" --out-dir dist`

/** `tacosmith build [dirs...]`: validate, package and, if configured, sign. */
export function buildCommand(terminal: Terminal, finish: (exitCode: number) => void): Command {
  const command = new Command('build')
    .argument(
      '[dirs...]',
      'connector folders, project folders with a tacosmith.config, and patterns of these',
    )
    .option('-o, --out-dir <dir>', 'where the .taco goes (default: dist)')
    .option('-d, --dest <dir>', 'same as --out-dir, for scripts written for the SDK packager')
    .option('--file-name <name>', 'name of the .taco (default: [class]-v[version].taco)')
    .option('--force', 'package despite errors')
    .option('--force-package', 'same as --force, for scripts written for the SDK packager')
    .option('--validate-only', 'check only, write nothing')
  addSignOptions(addValidateOptions(command, 'say on stderr what is checked, built and packed, and when'))
  return command.addHelpText('after', notes).action(async (words: string[], flags: BuildFlags) => {
    finish(
      await runCommand(terminal, flags.json === true, async (progress) => {
        const expanded = await expandTargets(words, terminal.cwd, 'folders')
        // A line that is rewritten and lines that stay do not go together.
        const said = flags.verbose ? (): void => {} : progress
        return expanded.isList
          ? await buildList(expanded, flags, terminal, said)
          : await build(expanded.paths[0], flags, terminal, said)
      }),
    )
  })
}

async function build(
  path: string | undefined,
  flags: BuildFlags,
  terminal: Terminal,
  progress: Progress,
): Promise<number> {
  progress(buildStepText({ name: 'validate' }))
  const target = await openConnector(path, flags, terminal.cwd)
  const options = mergeFlags(target.options, flags, terminal.cwd)
  if (flags.untrusted) refuseSigning(options)
  if (flags.validateOnly) return validateOnly(options, target, flags, terminal)

  progress('Building the scripts')
  const { cwd, source } = target
  const details = flags.verbose ? new BuildDetails(terminal) : undefined
  const { snapshot, scripts } = await checkScriptSources(options, cwd, 'build', { untrusted: source })
  details?.sources(snapshot)
  const onStep = (step: BuildStep): void => (details ? details.step(step) : progress(buildStepText(step)))
  const result = await buildSnapshot(snapshot, scripts, { write: true, onStep })
  if (result.ok) details?.made(result)
  const printed = { ...result, path: snapshot.folder, folder: snapshot.folder }
  const made = result.ok ? `Success: ${result.file ?? result.fileName}` : 'Failure: no .taco was created.'
  await reportFindings(printed, made, flags, terminal)
  if (flags.json) terminal.printResult(`${JSON.stringify(buildJson(result), null, 2)}\n`)
  else if (result.ok) terminal.printResult(buildSummary(result, terminal))
  else terminal.say('No .taco was created.\n')
  return result.report.ok ? exitCodes.fine : exitCodes.findings
}

/** What is built, and from which files where only these may be read. */
type Opened = Target & Partial<UntrustedTarget>

async function openConnector(path: string | undefined, flags: BuildFlags, cwd: string): Promise<Opened> {
  refuseNativeEngine(flags)
  return flags.untrusted ? { cwd, ...(await openUntrusted(path, cwd)) } : await openTarget(path, cwd)
}

async function validateOnly(
  options: TacoOptions,
  target: Opened,
  flags: BuildFlags,
  terminal: Terminal,
): Promise<number> {
  const { cwd, source } = target
  const { snapshot, scripts } = await checkScriptSources(options, cwd, 'check', { untrusted: source })
  const checked = await checkSnapshot(snapshot, scripts)
  const { report, engine } = checked
  if (flags.verbose) tellChecked(snapshot, engine, terminal)
  const printed = { ...checked, path: snapshot.folder, folder: snapshot.folder }
  await reportFindings(printed, checkOutcome([printed]), flags, terminal)
  if (flags.json) terminal.printResult(`${JSON.stringify({ file: null, signed: false, report }, null, 2)}\n`)
  else if (report.diagnostics.length === 0) terminal.printResult(formatReport('pretty', printed, terminal))
  return report.ok ? exitCodes.fine : exitCodes.findings
}

function tellChecked(snapshot: Snapshot, engine: string, terminal: Terminal): void {
  const details = new BuildDetails(terminal)
  details.engine(engine)
  details.sources(snapshot)
}

/** Findings, in GitHub Actions as annotations too, and in the log that was asked for. */
async function reportFindings(
  printed: PrintedReport,
  outcome: string,
  { log }: BuildFlags,
  terminal: Terminal,
): Promise<void> {
  if (log) await writeLog(resolve(terminal.cwd, log), { printed: [printed], outcome }, terminal)
  if (printed.report.diagnostics.length === 0) return
  if (defaultFormat(process.env) === 'github') terminal.say(annotations(printed, terminal.cwd))
  terminal.say(reportText(printed, terminal))
}
