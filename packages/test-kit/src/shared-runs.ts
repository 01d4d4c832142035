import { spawn } from 'node:child_process'
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Outcome, type Run, SharedProcess } from './shared-process.ts'

/** Runs a program in a process that runs share, where that makes no difference. */
export class SharedRuns {
  readonly #main: string
  /** Runs the program in a process of its own. */
  readonly runApart: (run: Run) => Promise<Outcome>
  readonly #shared: Record<'here' | 'simulated', Shared | undefined> = {
    here: undefined,
    simulated: undefined,
  }
  #isBusy = false

  /**
   * @param program the path of the program
   * @param main the address of a module that exports it as a function, see {@link SharedProcess}
   */
  constructor(program: string, main: string) {
    this.#main = main
    this.runApart = (run) => runProgram(program, run)
  }

  /** @throws Error when the run leaves something behind that a process of its own would have taken along */
  async run(run: Run): Promise<Outcome> {
    if (this.#isBusy || !canShare(run)) return await this.runApart(run)
    this.#isBusy = true
    try {
      return await (await this.#processFor(run)).run(run)
    } finally {
      this.#isBusy = false
    }
  }

  /** The shared process, another one if it would not see what is in the folder now. */
  async #processFor({ cwd, environment }: Run): Promise<SharedProcess> {
    const modules = await moduleStates(cwd)
    const atStart = readAtStart(environment)
    const computer = atStart.length > 0 ? 'simulated' : 'here'
    const key = JSON.stringify(atStart)
    let shared = this.#shared[computer]
    const isStale = shared?.key !== key || wouldBeMissed(shared.loaded.get(cwd) ?? modules, modules)
    if (shared === undefined || isStale || !shared.process.isAlive) {
      shared?.process.end()
      shared = {
        ...{ key, loaded: new Map() },
        process: new SharedProcess(this.#main, Object.fromEntries(atStart)),
      }
      this.#shared[computer] = shared
    }
    shared.loaded.set(cwd, modules)
    return shared.process
  }
}

/** A process that runs share. */
interface Shared {
  process: SharedProcess
  /** What of their environment it has read at its start. */
  key: string
  /** The modules of each folder that it may have loaded. */
  loaded: Map<string, ModuleStates>
}

function runProgram(program: string, { words, cwd, environment }: Run): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...words], { cwd, env: environment })
    const outcome: Outcome = { exitCode: null, stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      outcome.stdout += chunk
    })
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      outcome.stderr += chunk
    })
    child.on('error', reject)
    child.on('close', (exitCode) => resolve({ ...outcome, exitCode }))
  })
}

/** What Node, or a simulated computer, reads of an environment at the start of a process and never again. */
function readAtStart(environment: Run['environment']): [string, string][] {
  return Object.entries(environment).filter(([name]) => /^(?:TZ$|NODE_|SIMULATED_)/.test(name))
}

/** On a simulated computer runs may share a process; what else is read at its start is for the process of one run. */
function canShare({ environment }: Run): boolean {
  return 'SIMULATED_PLATFORM' in environment || readAtStart(environment).length === 0
}

/** By the paths of what Node may load, how it is. */
type ModuleStates = Map<string, string>

/**
 * Node loads a module once and never again; of the folder of one that it has loaded it also remembers that there is no
 * package.json. Any other file it finds when it is there.
 */
function wouldBeMissed(before: ModuleStates, now: ModuleStates): boolean {
  for (const [path, state] of before) if (now.get(path) !== state) return true
  return before.size > 0 && [...now.keys()].some((path) => isPackageJson(path) && !before.has(path))
}

/** Scripts of connectors are read, not loaded. */
async function moduleStates(folder: string): Promise<ModuleStates> {
  const states: ModuleStates = new Map()
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (!entry.isSymbolicLink() && !isModule(path)) continue
    const { mtimeMs, size, ino } = await lstat(path)
    states.set(path, `${mtimeMs} ${size} ${ino}`)
  }
  return states
}

function isPackageJson(path: string): boolean {
  return /[\\/]package\.json$/.test(path)
}

function isModule(path: string): boolean {
  return isPackageJson(path) || (/\.[cm]?[jt]s$/.test(path) && !/\.d\.ts$|[\\/]connector[\\/]/.test(path))
}
