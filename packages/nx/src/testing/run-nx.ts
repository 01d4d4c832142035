import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

/** A run of nx. */
export interface NxRun {
  exitCode: number
  /** What it printed, without colours. */
  output: string
  /** The tasks that were run and did not fail, sorted, such as `c000:taco-build`. */
  ran: string[]
  /** The tasks whose result came from the cache of this workspace, or was there still. */
  local: string[]
  /** The tasks whose result came from the cache that is shared. */
  remote: string[]
  failed: string[]
}

const { resolve } = createRequire(import.meta.url)

/** What {@link runNx} is told so that plugins run in processes of their own, as nx has it by default. */
export const pluginsApart: Readonly<Record<string, string>> = { NX_ISOLATE_PLUGINS: 'true' }

/**
 * Runs nx without its daemon, with a cache of the workspace's own and the plugins in its process: a process for each of
 * them takes more time than all else that nx does.
 *
 * @param around - A program that runs another and its words, such as one that measures it.
 */
export async function runNx(
  root: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  around: readonly string[] = [],
): Promise<NxRun> {
  const [program = process.execPath, ...rest] = [...around, process.execPath, nxProgram(), ...words]
  const child = spawn(program, rest, {
    cwd: root,
    env: { ...inherited(), ...ownCaches(root), NX_ISOLATE_PLUGINS: 'false', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const chunks: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  const exitCode = await new Promise<number>((done) => child.on('close', (code) => done(code ?? -1)))
  const output = stripVTControlCharacters(Buffer.concat(chunks).toString())
  return { exitCode, output, ...tasksIn(output) }
}

/** The file that `nx` on the command line is. */
function nxProgram(): string {
  const file = resolve('nx/package.json')
  const { bin } = createRequire(import.meta.url)(file) as { bin: { nx: string } }
  return join(file, '..', bin.nx)
}

function ownCaches(root: string): Record<string, string> {
  return {
    NX_DAEMON: 'false',
    NX_CACHE_DIRECTORY: join(root, '.nx', 'cache'),
    NX_WORKSPACE_DATA_DIRECTORY: join(root, '.nx', 'workspace-data'),
    NX_TUI: 'false',
    // Development certificates, if any, belong to the workspace.
    TACOSMITH_HOME: join(root, '.nx', 'tacosmith-home'),
  }
}

/** Without what a surrounding nx tells its tasks, and without a key. */
function inherited(): Record<string, string> {
  const own = /^(?:NX_|TACOSMITH_|FORCE_COLOR|CI$|GITHUB_|NODE_OPTIONS$|VITEST|LERNA_)/
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => !own.test(entry[0])),
  )
}

function tasksIn(output: string): Omit<NxRun, 'exitCode' | 'output'> {
  const [, failures = ''] = /^Failed tasks:\n\n((?:- .*\n)+)/m.exec(output) ?? []
  const failed = [...failures.matchAll(/^- (\S+)/gm)].map(([, task = '']) => task).sort()
  const tasks = { ran: [] as string[], local: [] as string[], remote: [] as string[] }
  for (const [, task = '', note = ''] of output.matchAll(/^ *\S +nx run (\S+)(?: +\[([^\]]+)\])?/gm)) {
    const kind = /remote/.test(note) ? 'remote' : /cache/.test(note) ? 'local' : 'ran'
    if (!failed.includes(task) && !tasks[kind].includes(task)) tasks[kind].push(task)
  }
  for (const names of Object.values(tasks)) names.sort()
  return { ...tasks, failed }
}
