import { execFile } from 'node:child_process'
import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Outcome, Workplace } from './run-cli.ts'

const installed = fileURLToPath(new URL('../../../../node_modules', import.meta.url))

/** Gives a project the packages of this repository, as if `npm install` had been run there. */
export async function linkPackages(project: string): Promise<void> {
  await symlink(installed, join(project, 'node_modules'), 'junction')
}

/** Runs a script of a project's package.json, with a home of its own. */
export function runScript(project: string, script: string, home: string): Promise<Outcome> {
  return run(project, 'npm', ['run', '--silent', script], home)
}

/**
 * Runs the command lines of a script of a package.json as npm does, but without npm, and tacosmith's own in the process that
 * such runs share.
 *
 * @param project - The folder of the package in the workplace.
 */
export async function runLines(place: Workplace, project: string, script: string): Promise<Outcome> {
  let outcome: Outcome = { exitCode: null, stdout: '', stderr: `there is no script: ${script}` }
  for (const line of script.split(' && ')) {
    const [program = '', ...words] = line.split(' ')
    outcome =
      program === 'tacosmith'
        ? await place.run(words, {}, project)
        : await runProgram(join(place.folder, project), program, words, `${place.folder}-home`)
    if (outcome.exitCode !== 0) break
  }
  return outcome
}

/** Runs a program of a package that {@link linkPackages} gave. */
export function runProgram(project: string, name: string, words: string[], home: string): Promise<Outcome> {
  return run(project, join(project, 'node_modules', '.bin', name), words, home)
}

/** Runs Node, with a home of its own. */
export function runNode(project: string, words: string[], home: string): Promise<Outcome> {
  return run(project, process.execPath, words, home)
}

function run(cwd: string, program: string, words: string[], home: string): Promise<Outcome> {
  const { PATH, SystemRoot, ComSpec } = process.env
  const environment = {
    ...Object.fromEntries(Object.entries({ PATH, SystemRoot, ComSpec }).filter(([, value]) => value)),
    HOME: home,
    TACOSMITH_HOME: home,
    NO_COLOR: '1',
    npm_config_update_notifier: 'false',
  }
  const options = { cwd, env: environment as NodeJS.ProcessEnv, shell: process.platform === 'win32' }
  return new Promise((resolve) => {
    execFile(program, words, options, (error, stdout, stderr) => {
      resolve({ exitCode: error ? Number(error.code ?? 1) : 0, stdout, stderr })
    })
  })
}
