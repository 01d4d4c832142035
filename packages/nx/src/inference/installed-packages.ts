import { readdirSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'

/** A package as a module finds it. */
export interface InstalledPackage {
  name: string
  version: string
  /** Its folder without symbolic links, absolute. */
  folder: string
  /** The packages that it needs to run. */
  dependencies: readonly string[]
}

/** Finds packages in `node_modules`, each looked at once. */
export class InstalledPackages {
  readonly #listings = new Map<string, ReadonlySet<string>>()
  readonly #packages = new Map<string, InstalledPackage | undefined>()

  /**
   * @param folder - Of the module that names it, absolute.
   * @param name - Of the package, or of something in it.
   */
  find(folder: string, name: string): InstalledPackage | undefined {
    const [own] = /^(?:@[\w.~-]+\/)?[\w~][\w.~-]*/.exec(name) ?? []
    if (own === undefined) return undefined
    for (let at = folder; ; at = dirname(at)) {
      const modules = join(at, 'node_modules')
      if (this.#namesIn(modules).has(own)) return this.#read(join(modules, own), own)
      if (dirname(at) === at) return undefined
    }
  }

  /** A package with all that it needs, by name, version and nothing of where they lie. */
  versionsOf(found: InstalledPackage, versions: Set<string> = new Set()): Set<string> {
    const version = `${found.name}@${found.version}`
    if (versions.has(version)) return versions
    versions.add(version)
    for (const name of found.dependencies) {
      const dependency = this.find(found.folder, name)
      if (dependency !== undefined) this.versionsOf(dependency, versions)
    }
    return versions
  }

  #namesIn(modules: string): ReadonlySet<string> {
    const known = this.#listings.get(modules)
    if (known !== undefined) return known
    const entries = namesIn(modules)
    const scoped = entries.filter((name) => name.startsWith('@'))
    const names = new Set([
      ...entries,
      ...scoped.flatMap((scope) => namesIn(join(modules, scope)).map((name) => `${scope}/${name}`)),
    ])
    this.#listings.set(modules, names)
    return names
  }

  #read(path: string, name: string): InstalledPackage | undefined {
    if (this.#packages.has(path)) return this.#packages.get(path)
    const found = readPackage(path, name)
    this.#packages.set(path, found)
    return found
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function readPackage(path: string, name: string): InstalledPackage | undefined {
  try {
    const folder = realpathSync(path)
    const { version, dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      version?: unknown
      dependencies?: object
    }
    return { name, version: String(version), folder, dependencies: Object.keys(dependencies ?? {}) }
  } catch {
    return undefined
  }
}

/**
 * Where a package lies in the workspace, as a path from its root; undefined for one that is installed from elsewhere.
 *
 * @param workspaceRoot - Without symbolic links.
 */
export function folderInWorkspace({ folder }: InstalledPackage, workspaceRoot: string): string | undefined {
  const way = relative(workspaceRoot, folder)
  const names = way.split(sep)
  return names[0] === '..' || names.includes('node_modules') || way === '' ? undefined : names.join('/')
}
