import { TacosmithError } from '@tacosmith/core'
import { answerQuestions, endOnSignals, visibleLines } from '@tacosmith/core/adapter'
import { DelayedProgress, type Progress } from '../terminal/progress.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { wrap } from '../terminal/text-layout.ts'
import { exitCodeFor, exitCodes } from './exit-codes.ts'

/**
 * Runs a command's work and turns what it throws into words and an exit code: a user's mistake into a message and
 * how to fix it, a fault of ours into a stack.
 *
 * @param json - With `--json` the error is a JSON document on stdout as well, and no progress is shown.
 * @param work - Says what it does to the function that it gets, where that may take a second or more.
 */
export async function runCommand(
  terminal: Terminal,
  json: boolean,
  work: (progress: Progress) => Promise<number>,
): Promise<number> {
  const progress = new DelayedProgress(json ? undefined : terminal.openStatusLine)
  const leaveSignals = endOnSignals(() => progress.end())
  const { askSecret } = terminal
  answerQuestions(
    askSecret &&
      (async (question, isAgain) => {
        progress.pause()
        return await askSecret(question, isAgain)
      }),
  )
  try {
    return await work(progress.say)
  } catch (error) {
    progress.end()
    const isOurs = !(error instanceof TacosmithError) || exitCodeFor(error.code) === exitCodes.fault
    const reported = isOurs ? internalError(error) : usageError(error)
    if (json) terminal.printResult(`${JSON.stringify({ error: reported }, null, 2)}\n`)
    terminal.say(errorText(reported, terminal))
    if (isOurs && error instanceof Error && error.stack) terminal.say(`\n${visibleLines(error.stack)}\n`)
    return isOurs ? exitCodes.fault : exitCodeFor(error.code)
  } finally {
    answerQuestions(undefined)
    progress.end()
    leaveSignals()
  }
}

interface ReportedError {
  code: string
  message: string
  help?: string | undefined
}

function usageError(error: TacosmithError): ReportedError {
  return { code: error.code, message: error.message, ...(error.help ? { help: error.help } : {}) }
}

function internalError(error: unknown): ReportedError {
  const message = error instanceof Error ? error.message : String(error)
  return {
    code: 'internal',
    message: `tacosmith failed: ${message}`,
    help: 'This is a bug in tacosmith. Please report it with the lines below.',
  }
}

/** What is wrong, and indented below it what to do. */
export function errorText(
  { message, help }: Pick<ReportedError, 'message' | 'help'>,
  terminal: Terminal,
): string {
  const label = 'error '
  const [first = '', ...rest] = fitted(message, label.length, terminal)
  const advice = help === undefined ? [] : fitted(help, 2, terminal).map((line) => `  ${line}`)
  return `${[`${paint('error', terminal)} ${first}`, ...rest, ...advice].join('\n')}\n`
}

/** Lines that are too long for who watches are broken at blanks. */
function fitted(text: string, indent: number, { isStderrWatched, width }: Terminal): string[] {
  const lines = visibleLines(text).split('\n')
  if (!isStderrWatched) return lines
  return lines.flatMap((line) => (/^\s/.test(line) ? [line] : wrap(line, width - indent)))
}

function paint(word: string, terminal: Terminal): string {
  return terminal.colorStderr ? `\u001b[31m${word}\u001b[39m` : word
}
