import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkJson } from './json-watch.ts'
import { SecretWatch } from './secret-watch.ts'

/** What a process ended with. */
export interface Outcome {
  exitCode: number | null
  stdout: string
  stderr: string
}

/**
 * A temporary folder in which the command is run as a process.
 *
 * A run fails the test when it shows a password or private key of the test, or writes one into a file.
 */
export interface Workplace {
  folder: string
  write(files: Record<string, string | Uint8Array>): Promise<void>
  /** All files, sorted. */
  files(): Promise<string[]>
  run(words: string[], environment?: Record<string, string>): Promise<Outcome>
  dispose(): Promise<void>
}

const program = fileURLToPath(new URL('../../bin/tacosmith.mjs', import.meta.url))

export async function workplace(files: Record<string, string> = {}): Promise<Workplace> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'cli-')))
  const home = `${folder}-home`
  const secrets = new SecretWatch(folder)
  const place: Workplace = {
    folder,
    async write(more) {
      for (const [name, content] of Object.entries(more)) {
        await mkdir(dirname(join(folder, name)), { recursive: true })
        await writeFile(join(folder, name), content)
        secrets.addFile(name, content)
      }
    },
    async files() {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true })
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
        .sort()
    },
    async run(words, environment = {}) {
      await secrets.addInput(words, environment)
      const before = await secrets.files()
      const outcome = await run(words, folder, { TACOSMITH_HOME: home, ...environment })
      await secrets.check(outcome, before)
      checkJson(words, outcome.stdout)
      return outcome
    },
    async dispose() {
      for (const path of [folder, home]) await rm(path, { recursive: true, force: true })
    },
  }
  await place.write(files)
  return place
}

function run(words: string[], cwd: string, environment: Record<string, string>): Promise<Outcome> {
  const { PATH, HOME, SystemRoot } = process.env
  const inherited = Object.fromEntries(
    Object.entries({ PATH, HOME, SystemRoot }).filter(([, value]) => value),
  )
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...words], {
      cwd,
      env: {
        ...inherited,
        ...environment,
      } as NodeJS.ProcessEnv,
    })
    const outcome: Outcome = { exitCode: null, stdout: '', stderr: '' }
    child.stdout.on('data', (chunk) => {
      outcome.stdout += chunk
    })
    child.stderr.on('data', (chunk) => {
      outcome.stderr += chunk
    })
    child.on('error', reject)
    child.on('close', (exitCode) => resolve({ ...outcome, exitCode }))
  })
}

/** The files of a connector under `connector/`. */
export function inConnectorFolder(files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`connector/${path}`, text]))
}
