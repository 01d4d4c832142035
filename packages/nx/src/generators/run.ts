import { execSync, spawnSync } from 'node:child_process'

/** Runs a command line of the package manager, as nx gives it. */
export function run(line: string, cwd: string): void {
  execSync(line, { cwd, stdio: 'inherit' })
}

/**
 * Runs a program of Node's.
 *
 * @throws Error with what it said where it failed.
 */
export function runNode(words: readonly string[], cwd: string): void {
  const { status, stderr, error } = spawnSync(process.execPath, words, { cwd, encoding: 'utf8' })
  if (error !== undefined) throw error
  if (status !== 0) throw new Error(stderr.trim())
}
