import { spawn } from 'node:child_process'

/** Something that does not work as a user would get it. */
export class Failure extends Error {}

/**
 * Runs a program.
 *
 * @param command - A program and its arguments, or one line for the shell.
 * @param settings - `cwd`; `env`, the whole environment; `limit` in milliseconds, there for hangs only.
 * @returns What it prints: stdout, and all of it.
 * @throws Failure with all that it printed where it fails.
 */
export function run(command, { cwd, env, limit = 300_000 }) {
  const [program, ...args] = typeof command === 'string' ? [command] : command
  const shown = typeof command === 'string' ? command : command.join(' ')
  return new Promise((resolve, reject) => {
    const shell = typeof command === 'string' || process.platform === 'win32'
    const child = spawn(program, args, { cwd, env, shell, stdio: ['ignore', 'pipe', 'pipe'], timeout: limit })
    let stdout = ''
    let all = ''
    child.stdout.on('data', (data) => {
      stdout += data
      all += data
    })
    child.stderr.on('data', (data) => {
      all += data
    })
    child.on('error', (error) => reject(new Failure(`${shown} in ${cwd}: ${error.message}`)))
    child.on('close', (status, signal) => {
      if (status === 0) resolve({ stdout, all })
      else reject(new Failure(`${shown} in ${cwd}:\n${all}\nexit ${status ?? signal}`))
    })
  })
}
