import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What a process ended with. */
export interface Outcome {
  exitCode: number | null
  stdout: string
  stderr: string
}

/** A temporary folder in which the command is run as a process. */
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
  const place: Workplace = {
    folder,
    async write(more) {
      for (const [name, content] of Object.entries(more)) {
        await mkdir(dirname(join(folder, name)), { recursive: true })
        await writeFile(join(folder, name), content)
      }
    },
    async files() {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true })
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
        .sort()
    },
    run: (words, environment = {}) => run(words, folder, environment),
    dispose: () => rm(folder, { recursive: true, force: true }),
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
        TACOSMITH_HOME: join(cwd, '..', `${cwd}-home`),
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
