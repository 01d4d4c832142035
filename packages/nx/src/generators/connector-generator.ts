import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, join, posix } from 'node:path'
import type { GeneratorCallback, Tree } from 'nx/src/devkit-exports.js'
import { runNode } from './run.ts'

/** The options of the generator `connector`, which are those of `tacosmith create`. */
export interface ConnectorOptions {
  directory: string
  name?: string
  class?: string
  vendor?: string
  base?: string
  language?: string
  bundler?: string
  auth?: string
  languages?: string
}

/** Creates a connector as `tacosmith create` does. */
export async function connectorGenerator(tree: Tree, options: ConnectorOptions): Promise<GeneratorCallback> {
  const directory = checkedDirectory(tree, options.directory)
  // Somewhere in the workspace, because what is created depends on what is above it; not in its place, because of --dry-run.
  const nx = join(tree.root, '.nx')
  await mkdir(nx, { recursive: true })
  const temporary = await mkdtemp(join(nx, 'tacosmith-'))
  try {
    const folder = join(temporary, basename(directory))
    runNode([tacosmith(tree.root), 'create', folder, '--yes', ...flags(options)], tree.root)
    for (const path of await filesIn(folder)) {
      tree.write(posix.join(directory, path), await readFile(join(folder, path)))
    }
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
  return () => {}
}

/** @throws Error for a folder outside the workspace, or one that is not empty. */
function checkedDirectory(tree: Tree, given: string): string {
  const directory = posix.normalize(given.replaceAll('\\', '/')).replace(/\/$/, '')
  if (
    directory === '..' ||
    directory.startsWith('../') ||
    posix.isAbsolute(directory) ||
    /^[A-Za-z]:/.test(directory)
  ) {
    throw new Error(`${given} is not a folder of the workspace; give its path from the root of the workspace`)
  }
  if (directory === '.' || tree.children(directory).length > 0) {
    throw new Error(`${given} is not empty; give a folder that does not exist yet`)
  }
  return directory
}

function flags({ directory: _directory, ...options }: ConnectorOptions): string[] {
  const { bundler = 'none' } = options
  return Object.entries({ ...options, bundler }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, String(value)],
  )
}

/** The command line that the workspace has. */
function tacosmith(root: string): string {
  const { resolve } = createRequire(join(root, 'package.json'))
  let file: string
  try {
    file = resolve('@tacosmith/cli/package.json')
  } catch {
    throw new Error('@tacosmith/cli is not installed: run nx generate @tacosmith/nx:init first')
  }
  const { bin } = createRequire(file)(file) as { bin: { tacosmith: string } }
  return join(file, '..', bin.tacosmith)
}

/** The files in a folder and those below it, with forward slashes. */
async function filesIn(folder: string, path = ''): Promise<string[]> {
  const entries = await readdir(join(folder, path), { withFileTypes: true })
  const nested = entries.map((entry) => {
    const own = posix.join(path, entry.name)
    return entry.isDirectory() ? filesIn(folder, own) : [own]
  })
  return (await Promise.all(nested)).flat().sort()
}
