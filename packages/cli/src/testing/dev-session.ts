import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../bin/tacosmith.cjs', import.meta.url))

/** A command that goes on, such as `tacosmith dev`, at work. */
export interface DevSession {
  /** Waits for a text after those that were waited for before. */
  until(text: string | RegExp): Promise<void>
  /** @returns the exit code */
  stop(signal: NodeJS.Signals): Promise<number | null>
  output(): string
  /** Ends it where a test did not. */
  kill(): Promise<void>
}

/** Starts `tacosmith dev` as a process, with a home next to the folder. */
export function startDev(cwd: string, words: string[]): DevSession {
  return startCommand(cwd, ['dev', ...words])
}

/** Starts a command that goes on until it is ended. */
export function startCommand(cwd: string, words: string[]): DevSession {
  const child = spawn(process.execPath, [program, ...words], {
    cwd,
    env: { PATH: process.env.PATH, HOME: `${cwd}-home`, TACOSMITH_HOME: `${cwd}-home` },
  })
  let output = ''
  let seen = 0
  let wake = (): void => {}
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk
      wake()
    })
  }
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  return {
    output: () => output,
    async until(text) {
      for (;;) {
        const rest = output.slice(seen)
        const [found] =
          typeof text === 'string' ? [rest.includes(text) ? text : undefined] : (text.exec(rest) ?? [])
        if (found !== undefined) {
          seen += rest.indexOf(found) + found.length
          return
        }
        await new Promise<void>((resolve, reject) => {
          const timer = setTimeout(() => reject(new Error(`no ${text} in ${output}`)), 60_000)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
    },
    async stop(signal) {
      child.kill(signal)
      return await ended
    },
    async kill() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
      await ended
    },
  }
}
