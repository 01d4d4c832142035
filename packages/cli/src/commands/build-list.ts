import { resolve } from 'node:path'
import { exitCodeFor, exitCodes } from '../program/exit-codes.ts'
import { refuseNativeEngine } from '../project/open-untrusted.ts'
import type { ExpandedTargets } from '../project/validation-targets.ts'
import { SeveralBuilds } from '../several/build-several.ts'
import { checkSeveral, type FailedConnector } from '../several/check-several.ts'
import { openList } from '../several/open-list.ts'
import { ConnectorOpener } from '../several/open-several.ts'
import { checkOutcome, writeLog } from '../terminal/log-file.ts'
import type { PrintedReport } from '../terminal/printed-report.ts'
import type { Progress } from '../terminal/progress.ts'
import { annotations, defaultFormat } from '../terminal/report-format.ts'
import { reportText } from '../terminal/report-text.ts'
import { shownPath } from '../terminal/shown-path.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { type BuiltConnector, buildsJson, buildsSummary } from '../texts/builds-text.ts'
import { builtTable, checkedTable } from '../texts/connectors-table.ts'
import { reportsSummary, underlined } from '../texts/reports-text.ts'
import { failureTexts, leftOutText } from '../texts/several-text.ts'
import { findingsBlocks } from '../texts/shared-findings.ts'
import { contentLines } from '../texts/verbose-text.ts'
import { type BuildFlags, mergeFlags, refuseSigning } from './build-options.ts'

/** `tacosmith build` with several folders, or a pattern. */
export async function buildList(
  expanded: ExpandedTargets,
  flags: BuildFlags,
  terminal: Terminal,
  progress: Progress,
): Promise<number> {
  const { cwd } = terminal
  refuseNativeEngine(flags)
  // What is wrong with the flags is told once.
  const alone = mergeFlags({}, flags, cwd)
  if (flags.untrusted) refuseSigning(alone)
  const opener = new ConnectorOpener({
    cwd,
    untrusted: flags.untrusted === true,
    purpose: flags.validateOnly ? 'check' : 'build',
    merge: (options) => mergeFlags(options, flags, cwd),
  })
  const { connectors, failed, leftOut } = await openList(expanded, opener, cwd)
  terminal.say(leftOutText(leftOut, cwd))
  if (flags.validateOnly) {
    const checked = await checkSeveral(connectors, progress)
    return await tellChecked(inOrder([...checked, ...failed], expanded), flags, terminal)
  }
  const built = await new SeveralBuilds(connectors, progress).run(cwd)
  return await tellBuilt(inOrder([...built, ...failed], expanded), flags, terminal)
}

/** In the order of the command line; patterns that came to nothing are last. */
function inOrder<One extends { path: string }>(all: readonly One[], { paths }: ExpandedTargets): One[] {
  const places = new Map(paths.map((path, index) => [path, index]))
  const placeOf = ({ path }: One): number => places.get(path) ?? places.size
  return [...all].sort((left, right) => placeOf(left) - placeOf(right))
}

async function tellBuilt(
  built: readonly (BuiltConnector | FailedConnector)[],
  flags: BuildFlags,
  terminal: Terminal,
): Promise<number> {
  const printed = built.flatMap((one) => ('result' in one ? [{ ...one.result, ...one }] : []))
  const failures = built.length - printed.filter(({ ok }) => ok).length
  const outcome =
    failures === 0 ? 'Success: all were built.' : `Failure: ${failures} of ${built.length} were not built.`
  if (flags.verbose) tellContents(built, terminal)
  await tellFindings(printed, outcome, flags, terminal)
  if (flags.json) terminal.printResult(`${JSON.stringify(buildsJson(built), null, 2)}\n`)
  else terminal.printResult(`${builtTable(built, terminal)}\n${buildsSummary(built, terminal)}`)
  return endOf(built, printed, terminal)
}

/** With `--verbose`: what is in each file that was made, and who signed it. */
function tellContents(built: readonly (BuiltConnector | FailedConnector)[], terminal: Terminal): void {
  for (const one of built) {
    if (!('result' in one) || !one.result.ok) continue
    const heading = underlined(shownPath(one.path, terminal.cwd), terminal.colorStderr)
    terminal.say(`${heading}\n${contentLines(one.result).join('')}\n`)
  }
}

async function tellChecked(
  checked: readonly (PrintedReport | FailedConnector)[],
  flags: BuildFlags,
  terminal: Terminal,
): Promise<number> {
  const printed = checked.filter((one) => 'report' in one)
  await tellFindings(printed, checkOutcome(printed, checked.length - printed.length), flags, terminal)
  const unbuilt = checked.map((one) => {
    if ('error' in one) return one
    const { path, folder = path, report, readSource } = one
    return { path, folder, result: { ok: false as const, report, readSource } }
  })
  if (flags.json) terminal.printResult(`${JSON.stringify(buildsJson(unbuilt), null, 2)}\n`)
  else terminal.printResult(`${checkedTable(checked, terminal)}\n${reportsSummary(checked, terminal)}`)
  return endOf(checked, printed, terminal)
}

/** Findings go to stderr, in GitHub Actions as annotations too, and to the log that was asked for. */
async function tellFindings(
  printed: readonly PrintedReport[],
  outcome: string,
  { log }: BuildFlags,
  terminal: Terminal,
): Promise<void> {
  if (log) await writeLog(resolve(terminal.cwd, log), { printed, outcome }, terminal)
  for (const { heading, printed: one } of findingsBlocks(printed, terminal.cwd)) {
    if (defaultFormat(process.env) === 'github') terminal.say(annotations(one, terminal.cwd))
    terminal.say(`${underlined(heading, terminal.colorStderr)}\n\n${reportText(one, terminal)}\n`)
  }
}

function endOf(
  all: readonly (object | FailedConnector)[],
  printed: readonly PrintedReport[],
  terminal: Terminal,
): number {
  for (const text of failureTexts(all, terminal)) terminal.say(text)
  const failures = all.flatMap((one) => ('error' in one ? [exitCodeFor(one.error.code)] : []))
  const findings = printed.map(({ report }) => (report.ok ? exitCodes.fine : exitCodes.findings))
  return Math.max(exitCodes.fine, ...failures, ...findings)
}
