// The packager of Tableau's connector SDK, where the user has it: a clone with a Python environment in which its
// requirements are installed.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

/**
 * @typedef {object} Sdk
 * @property {string} version
 * @property {string} python - The version of Python.
 * @property {(logs: string, ...words: string[]) => { command: string[], cwd: string }} packager - How to run it.
 */

/**
 * @param {string} given - The folder of the SDK, or of the packager in it.
 * @returns {Sdk}
 */
export function findSdk(given) {
  const inSdk = resolve(given, 'connector-packager')
  const cwd = existsSync(inSdk) ? inSdk : resolve(given)
  const program = [
    '.venv/bin/python',
    '.venv/Scripts/python.exe',
    '../.venv/bin/python',
    '../.venv/Scripts/python.exe',
  ]
    .map((path) => join(cwd, path))
    .find((path) => existsSync(path))
  if (program === undefined) {
    throw new Error(
      `--sdk ${given}: no Python environment in ${cwd}: make one there with python -m venv .venv`,
    )
  }
  const probe =
    'import platform; from connector_packager.version import __version__; import connector_packager.package; print(__version__, platform.python_version())'
  const { status, stdout, stderr } = spawnSync(program, ['-c', probe], { cwd, encoding: 'utf8' })
  if (status !== 0) {
    throw new Error(
      `--sdk ${given}: the packager does not start; install its requirements in .venv:\n${stderr}`,
    )
  }
  const [version, python] = stdout.trim().split(' ')
  return {
    version,
    python,
    packager: (logs, ...words) => ({
      command: [program, '-m', 'connector_packager.package', '-l', logs, ...words],
      cwd,
    }),
  }
}
