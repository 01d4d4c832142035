import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../bin/tacosmith.cjs', import.meta.url))

/** How a process ended. */
export interface Ending {
  exitCode: number | null
  signal: NodeJS.Signals | null
  stderr: string
}

/** Runs the command, and sends it a signal after some milliseconds unless it has ended before. */
export function killedRun(
  words: string[],
  cwd: string,
  after: number,
  signal: NodeJS.Signals,
): Promise<Ending> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...words], {
      cwd,
      env: { PATH: process.env.PATH, HOME: `${cwd}-home`, TACOSMITH_HOME: `${cwd}-home` },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let stderr = ''
    child.stderr.on('data', (chunk) => {
      stderr += chunk
    })
    const timer = setTimeout(() => child.kill(signal), after)
    child.on('error', reject)
    child.on('close', (exitCode, ended) => {
      clearTimeout(timer)
      resolve({ exitCode, signal: ended, stderr })
    })
  })
}
