import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Outcome, type Run, SharedRuns } from '@tacosmith/test-kit'
import { inherited } from './inherited-variables.ts'
import { checkJson } from './json-watch.ts'
import { SecretWatch } from './secret-watch.ts'

/**
 * A temporary folder in which the command is run.
 *
 * A run fails the test when it shows a password or private key of the test, or writes one into a file.
 */
export interface Workplace {
  folder: string
  write(files: Record<string, string | Uint8Array>): Promise<void>
  /** All files, sorted. */
  files(): Promise<string[]>
  /**
   * Runs the command line in a process that it shares with earlier runs, where that makes no difference.
   *
   * @param below - The folder below this one in which it is run. Default: this one.
   */
  run(words: string[], environment?: Record<string, string>, below?: string): Promise<Outcome>
  /** Runs the command line in a process of its own, for tests of that process. */
  runApart(words: string[], environment?: Record<string, string>): Promise<Outcome>
  dispose(): Promise<void>
}

export type { Outcome }

const runs = new SharedRuns(
  fileURLToPath(new URL('../../bin/tacosmith.cjs', import.meta.url)),
  new URL('../../dist/start.cjs', import.meta.url).href,
)

export async function workplace(files: Record<string, string> = {}): Promise<Workplace> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'cli-')))
  const home = `${folder}-home`
  const secrets = new SecretWatch(folder)
  async function watched(
    words: string[],
    environment: Record<string, string>,
    run: (run: Run) => Promise<Outcome>,
  ): Promise<Outcome> {
    await secrets.addInput(words, environment)
    const before = await secrets.files()
    const outcome = await run({
      words,
      cwd: folder,
      environment: { ...inherited(), TACOSMITH_HOME: home, ...environment },
    })
    await secrets.check(outcome, before)
    checkJson(words, outcome.stdout)
    return outcome
  }
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
    async run(words, environment = {}, below = '') {
      return await watched(words, environment, (run) => runs.run({ ...run, cwd: join(folder, below) }))
    },
    async runApart(words, environment = {}) {
      return await watched(words, environment, (run) => runs.runApart(run))
    },
    async dispose() {
      for (const path of [folder, home]) await rm(path, { recursive: true, force: true })
    },
  }
  await place.write(files)
  return place
}

/** The files of a connector under `connector/`. */
export function inConnectorFolder(files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`connector/${path}`, text]))
}
