import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../bin/tacosmith.cjs', import.meta.url))
const recorder = '/usr/bin/script'

/** Whether {@link runOnTerminal} works here: `script` of util-linux lends a terminal. */
export const hasTerminal: boolean = process.platform === 'linux' && existsSync(recorder)

/** A command that runs on a terminal of its own. */
export interface TerminalRun {
  /** All that the terminal was sent so far. */
  output(): string
  /** Waits until the output fits. */
  until(expected: RegExp): Promise<void>
  /** Presses keys: `\u0003` is Ctrl-C. */
  press(keys: string): void
  /** The exit code; that of a signal is 128 and its number. */
  ended: Promise<number | null>
  child: ChildProcess
}

/** Runs the command line on a terminal with so many columns. */
export function runOnTerminal(
  words: string[],
  { cwd, columns, environment = {} }: { cwd: string; columns: number; environment?: Record<string, string> },
): TerminalRun {
  const quoted = [process.execPath, program, ...words].map((word) => `'${word}'`).join(' ')
  const { PATH } = process.env
  const child = spawn(
    recorder,
    ['--quiet', '--return', '--command', `stty cols ${columns}; exec ${quoted}`, '/dev/null'],
    { cwd, env: { PATH, HOME: `${cwd}-home`, TACOSMITH_HOME: `${cwd}-home`, TERM: 'xterm', ...environment } },
  )
  let output = ''
  let wake = (): void => {}
  child.stdout.on('data', (chunk) => {
    output += chunk
    wake()
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  return {
    child,
    ended,
    output: () => output,
    press: (keys) => void child.stdin.write(keys),
    async until(expected) {
      while (!expected.test(output)) {
        await new Promise<void>((resolve, reject) => {
          const timer = setTimeout(
            () => reject(new Error(`no ${expected} in ${JSON.stringify(output)}`)),
            60_000,
          )
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
    },
  }
}
