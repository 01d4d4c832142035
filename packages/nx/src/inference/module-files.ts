import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { configNames } from './find-connectors.ts'
import { below } from './paths.ts'

const extensions = ['ts', 'mts', 'cts', 'tsx', 'js', 'mjs', 'cjs', 'jsx', 'json']
const maximumSize = 2 * 1024 * 1024
const modulePattern = /\.(?:[cm]?[jt]sx?|json)$/

/** Whether a file may name others that it depends on. */
export function isModule(path: string): boolean {
  return modulePattern.test(path)
}

/** The files of a workspace that modules may be, each looked at once. Paths start at the workspace. */
export class ModuleFiles {
  readonly #root: string
  readonly #kinds = new Map<string, 'file' | 'folder' | undefined>()

  constructor(workspaceRoot: string) {
    this.#root = workspaceRoot
  }

  isFile(path: string): boolean {
    return this.#kindOf(path) === 'file'
  }

  isFolder(path: string): boolean {
    return this.#kindOf(path) === 'folder'
  }

  read(path: string): string {
    try {
      const absolute = join(this.#root, path)
      return statSync(absolute).size > maximumSize ? '' : readFileSync(absolute, 'utf8')
    } catch {
      return ''
    }
  }

  /** The files that an import of this path may mean: TypeScript's and bundlers' ways to leave out or replace an extension. */
  candidates(path: string): string[] {
    const source = path.replace(/\.([cm]?)js(x?)$/, '.$1ts$2')
    const all = [
      path,
      source,
      path.replace(/\.js$/, '.tsx'),
      ...extensions.map((extension) => `${path}.${extension}`),
      ...extensions.map((extension) => below(path, `index.${extension}`)),
      ...configNames.map((name) => below(path, name)),
    ]
    return [...new Set(all)].filter((candidate) => isInside(candidate) && this.isFile(candidate))
  }

  /** The modules in a folder and those below it that git would not ignore anyway. */
  modulesIn(folder: string): string[] {
    return this.#entriesOf(folder).flatMap((entry) => {
      const path = below(folder, entry.name)
      if (entry.isDirectory()) return leftOut.test(entry.name) ? [] : this.modulesIn(path)
      return entry.isFile() && isModule(entry.name) ? [path] : []
    })
  }

  #entriesOf(folder: string): Dirent[] {
    try {
      return readdirSync(join(this.#root, folder), { withFileTypes: true })
    } catch {
      return []
    }
  }

  #kindOf(path: string): 'file' | 'folder' | undefined {
    if (this.#kinds.has(path)) return this.#kinds.get(path)
    const kind = kindOf(join(this.#root, path))
    this.#kinds.set(path, kind)
    return kind
  }
}

function kindOf(path: string): 'file' | 'folder' | undefined {
  try {
    const found = statSync(path)
    return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : undefined
  } catch {
    return undefined
  }
}

const leftOut = /^(?:node_modules|\..*|dist)$/

/** Whether a path stays in the workspace, and is nobody's package. */
export function isInside(path: string): boolean {
  return path !== '..' && !path.startsWith('../') && !path.split('/').includes('node_modules')
}
