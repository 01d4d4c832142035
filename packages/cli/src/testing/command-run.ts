import { spawn } from 'node:child_process'
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inherited } from './inherited-variables.ts'
import { SharedProcess } from './shared-process.ts'

/** A run of the command line. */
export interface Run {
  words: string[]
  cwd: string
  environment: Record<string, string>
}

/** What a run ended with. */
export interface Outcome {
  exitCode: number | null
  stdout: string
  stderr: string
}

const program = fileURLToPath(new URL('../../bin/tacosmith.mjs', import.meta.url))

let shared: SharedProcess | undefined
let isBusy = false
/** The modules of each folder that the shared process may have loaded. */
const loaded = new Map<string, string>()

/** Runs the command line in a process that it shares with earlier runs, where that makes no difference. */
export async function runShared(run: Run): Promise<Outcome> {
  if (isBusy || Object.keys(run.environment).some(isReadAtStart)) return await runApart(run)
  isBusy = true
  try {
    return await (await processFor(run.cwd)).run(run)
  } finally {
    isBusy = false
  }
}

/** The shared process, another one if it would not see what is in the folder now. */
async function processFor(folder: string): Promise<SharedProcess> {
  const modules = await moduleStates(folder)
  // Node loads a module once and never again.
  const isStale = (loaded.get(folder) ?? modules) !== modules
  if (isStale || !shared?.isAlive) {
    shared?.end()
    shared = new SharedProcess()
    loaded.clear()
  }
  loaded.set(folder, modules)
  return shared
}

/** Runs the command line in a process of its own. */
export function runApart({ words, cwd, environment }: Run): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...words], {
      cwd,
      env: { ...inherited(), ...environment },
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

function isReadAtStart(variable: string): boolean {
  return variable === 'TZ' || variable.startsWith('NODE_')
}

/** The state of what Node may load, or look for in vain. Scripts of connectors are read, not loaded. */
async function moduleStates(folder: string): Promise<string> {
  const states: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (!entry.isSymbolicLink() && !isModule(path)) continue
    const { mtimeMs, size, ino } = await lstat(path)
    states.push(`${path} ${mtimeMs} ${size} ${ino}`)
  }
  return states.sort().join('\n')
}

function isModule(path: string): boolean {
  return /(?:\.[cm]?[jt]s|[\\/]package\.json)$/.test(path) && !/\.d\.ts$|[\\/]connector[\\/]/.test(path)
}
