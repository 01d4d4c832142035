import { type AskSecret, guardedOutput } from '@tacosmith/core/adapter'
import { secretQuestions } from './ask-secret.ts'
import { ResultOutput } from './result-output.ts'
import type { StatusLine } from './status-line.ts'

/** Where a command's words go: the result to stdout, everything else to stderr. */
export interface Terminal {
  printResult(text: string): void
  say(text: string): void
  /** Whether what {@link Terminal.say} writes may be coloured. */
  colorStderr: boolean
  /** Whether what {@link Terminal.printResult} writes may be coloured. */
  colorStdout: boolean
  /** Whether a person watches what {@link Terminal.say} writes, so that lines are to fit. In a file they stay whole. */
  isStderrWatched: boolean
  /** Whether a person watches what {@link Terminal.printResult} writes. */
  isStdoutWatched: boolean
  /** Columns of text that fit on a line. */
  width: number
  cwd: string
  /** Opens a line on stderr that is rewritten; undefined where nobody would watch it. */
  openStatusLine: (() => Promise<StatusLine>) | undefined
  /** Asks for a password; left out where nobody could answer. */
  askSecret?: AskSecret
}

/** The terminal of a process. `NO_COLOR` and `FORCE_COLOR` are respected. */
export function terminalOf(host: NodeJS.Process): Terminal {
  const output = new ResultOutput(host)
  host.stderr.on('error', () => {})
  const colorStderr = wantsColor(host.stderr, host.env)
  const colorStdout = wantsColor(host.stdout, host.env)
  const askSecret = secretQuestions(host)
  return {
    printResult: (text) => output.write(guardedOutput(text, colorStdout)),
    say: (text) => void host.stderr.write(guardedOutput(text, colorStderr)),
    colorStderr,
    colorStdout,
    isStderrWatched: isWatched(host.stderr, host.env),
    isStdoutWatched: isWatched(host.stdout, host.env),
    width: host.stderr.columns ?? 80,
    cwd: host.cwd(),
    openStatusLine: canRewrite(host) ? () => openStatusLine(host) : undefined,
    ...(askSecret === undefined ? {} : { askSecret }),
  }
}

/** Loaded when it is needed, which for most runs is never. */
async function openStatusLine(host: NodeJS.Process): Promise<StatusLine> {
  return new (await import('./status-line.ts')).StatusLine(host)
}

/** The logs of CI systems keep every line that was ever rewritten. */
function canRewrite({ stderr, env }: NodeJS.Process): boolean {
  return Boolean(stderr.isTTY) && env.TERM !== 'dumb' && !env.CI
}

/** A dumb terminal belongs to an editor, which searches the lines. */
function isWatched(stream: NodeJS.WriteStream, { TERM }: NodeJS.ProcessEnv): boolean {
  return Boolean(stream.isTTY) && TERM !== 'dumb'
}

function wantsColor(stream: NodeJS.WriteStream, environment: NodeJS.ProcessEnv): boolean {
  if (environment.NO_COLOR) return false
  if (environment.FORCE_COLOR && environment.FORCE_COLOR !== '0') return true
  return isWatched(stream, environment)
}
