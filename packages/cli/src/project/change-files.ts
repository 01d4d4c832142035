import { relative } from 'node:path'
import { type Diagnostic, TacosmithError } from '@tacosmith/core'
import { createReport } from '@tacosmith/core/adapter'
import { reportFile } from '../terminal/file-progress.ts'
import type { Progress } from '../terminal/progress.ts'
import { reportText } from '../terminal/report-text.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { expandFiles, targetsOf } from './taco-files.ts'

/** Where the changed files go, and how the results are printed. */
export interface ChangeFlags {
  out?: string
  json?: boolean
}

/** What happens to each file. */
export interface FileChange {
  /** For the progress line, such as `Signing`. */
  activity: string
  /**
   * Writes the changed file to `target`.
   *
   * @param onRequest - Called with the name of a timestamp authority before it is asked.
   */
  apply(file: string, target: string, onRequest: (authority: string) => void): Promise<ChangedFile>
}

/** What is reported about a file that was changed. */
export interface ChangedFile {
  /** For `--json`, in addition to the file's name. */
  facts: object
  warnings: readonly Diagnostic[]
  /** For people. */
  summary(name: string): string
}

/**
 * Changes the files that a command line names, one after the other, and prints a result for each: a text, or with
 * `--json` one document, which is a list if there are several files.
 *
 * @param prepare - Called when it is known which files there are and where each result goes.
 * @throws TacosmithError what `prepare` and the change throw, and as `expandFiles` and `targetsOf` do.
 */
export async function changeFiles(
  words: readonly string[],
  flags: ChangeFlags,
  prepare: () => Promise<FileChange>,
  terminal: Terminal,
  progress: Progress,
): Promise<void> {
  const { cwd } = terminal
  const files = await expandFiles(words, cwd)
  const targets = await targetsOf(files, flags.out, cwd)
  const change = await prepare()
  const results: object[] = []
  for (const [index, file] of files.entries()) {
    const target = targets[index] ?? file
    const place = { number: index + 1, count: files.length, cwd }
    const reportWait = reportFile(change.activity, file, place, progress)
    const onRequest = (authority: string): void => reportWait(`the timestamp from ${authority}`)
    const changed = await namingFile(file, () => change.apply(file, target, onRequest))
    results.push({ file: target, ...changed.facts })
    report(relative(cwd, target), changed, flags, terminal)
  }
  if (flags.json) {
    terminal.printResult(`${JSON.stringify(results.length === 1 ? results[0] : results, null, 2)}\n`)
  }
}

/** Adds the file's name to an error that does not mention it. */
async function namingFile<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (cause) {
    if (!(cause instanceof TacosmithError) || cause.message.includes(file)) throw cause
    const help = cause.help === undefined ? {} : { help: cause.help }
    throw new TacosmithError(cause.code, `${file}: ${cause.message}`, { ...help, cause })
  }
}

function report(
  name: string,
  { warnings, summary }: ChangedFile,
  flags: ChangeFlags,
  terminal: Terminal,
): void {
  if (warnings.length > 0) {
    const located = warnings.map((warning) => ({ ...warning, file: name }))
    const printed = { report: createReport(located), readSource: () => undefined, folder: undefined }
    terminal.say(reportText(printed, terminal))
  }
  if (!flags.json) terminal.printResult(summary(name))
}
