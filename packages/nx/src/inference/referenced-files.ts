import { realpathSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { createPathsMatcher, parseTsconfig } from 'get-tsconfig'
import { folderInWorkspace, InstalledPackages } from './installed-packages.ts'
import { isInside, isModule, ModuleFiles } from './module-files.ts'
import { below, foldersUpFrom, parentOf } from './paths.ts'
import { referencesIn, schemaFoldersIn, variablesIn } from './references-in-text.ts'

/** What modules lead to. Paths start at the workspace. */
export interface Reached {
  files: Set<string>
  /** Folders of which every file counts: packages of the workspace, schemas. */
  folders: Set<string>
  /** Installed packages with their versions and all that they need, such as `esbuild@0.28.2`. */
  versions: Set<string>
  /** Environment variables that are read by name. */
  variables: Set<string>
}

/** What a single module names. */
interface Named {
  files: string[]
  folders: string[]
  versions: string[]
  variables: string[]
}

type Aliases = (specifier: string) => string[]
const none: Aliases = () => []

/**
 * Finds what modules depend on without running them: the files that they import, and what these import, in the workspace;
 * the packages and the `tsconfig.json` and `package.json` that bundlers read on the way. Each file is read once.
 */
export class ReferencedFiles {
  readonly #root: string
  readonly #files: ModuleFiles
  readonly #packages: InstalledPackages = new InstalledPackages()
  readonly #named = new Map<string, Named>()
  readonly #aliases = new Map<string, Aliases>()

  constructor(workspaceRoot: string) {
    this.#root = realpathSync(workspaceRoot)
    this.#files = new ModuleFiles(this.#root)
  }

  /** The modules in a folder and below it. */
  modulesIn(folder: string): string[] {
    return this.#files.modulesIn(folder)
  }

  /** Whether there is such a file. */
  isFile(path: string): boolean {
    return this.#files.isFile(path)
  }

  /** The installed versions of packages, as a module in a folder would find them, and of all that they need. */
  versionsFrom(folder: string, names: readonly string[]): Set<string> {
    const versions = new Set<string>()
    for (const name of names) {
      const found = this.#packages.find(join(this.#root, folder), name)
      if (found !== undefined) this.#packages.versionsOf(found, versions)
    }
    return versions
  }

  /** All that some modules lead to, and they themselves. */
  from(modules: readonly string[]): Reached {
    const reached: Reached = {
      files: new Set(),
      folders: new Set(),
      versions: new Set(),
      variables: new Set(),
    }
    const waiting = [...modules]
    for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
      if (reached.files.has(file)) continue
      reached.files.add(file)
      const { files, folders, versions, variables } = this.#namedIn(file)
      waiting.push(...files)
      for (const folder of folders) reached.folders.add(folder)
      for (const version of versions) reached.versions.add(version)
      for (const variable of variables) reached.variables.add(variable)
    }
    return reached
  }

  #namedIn(file: string): Named {
    const known = this.#named.get(file)
    if (known !== undefined) return known
    const named = isModule(file) ? this.#read(file) : { files: [], folders: [], versions: [], variables: [] }
    this.#named.set(file, named)
    return named
  }

  #read(file: string): Named {
    const text = this.#files.read(file)
    const folder = parentOf(file)
    const named: Named = {
      files: this.#settingsFor(file),
      folders: schemaFoldersIn(text)
        .map((path) => below(folder, path))
        .filter((path) => isInside(path) && path !== '.' && this.#files.isFolder(path)),
      versions: [],
      variables: variablesIn(text),
    }
    const { relative: paths, bare } = referencesIn(text)
    for (const path of paths) named.files.push(...this.#files.candidates(below(folder, path)))
    for (const name of bare) this.#addBare(name, file, named)
    return named
  }

  /** An alias of a `tsconfig.json`, else a package, which may be one of the workspace. */
  #addBare(name: string, file: string, named: Named): void {
    const aliased = this.#aliasesFor(file)(name).flatMap((path) => this.#files.candidates(path))
    named.files.push(...aliased)
    if (name.startsWith('#')) named.files.push(...this.#importsMap(file))
    const found = this.#packages.find(join(this.#root, parentOf(file)), name)
    if (found === undefined) return
    const own = folderInWorkspace(found, this.#root)
    if (own === undefined) named.versions.push(...this.#packages.versionsOf(found))
    else if (!named.folders.includes(own)) {
      named.folders.push(own)
      named.files.push(...this.#files.modulesIn(own))
    }
  }

  /** What bundlers read beside a module: the nearest `tsconfig.json`, and below the workspace's root `package.json`. */
  #settingsFor(file: string): string[] {
    if (/(?:^|\/)(?:package|[tj]sconfig[^/]*)\.json$/.test(file)) return []
    const folders = foldersUpFrom(parentOf(file))
    const nearest = (name: string): string[] => {
      const path = folders
        .map((folder) => below(folder, name))
        .find((candidate) => this.#files.isFile(candidate))
      return path === undefined || path === 'package.json' ? [] : [path]
    }
    return [...nearest('tsconfig.json'), ...nearest('jsconfig.json'), ...nearest('package.json')]
  }

  #importsMap(file: string): string[] {
    const folders = foldersUpFrom(parentOf(file))
    const folder = folders.find((path) => this.#files.isFile(below(path, 'package.json')))
    if (folder === undefined) return []
    const { relative: paths } = referencesIn(this.#files.read(below(folder, 'package.json')))
    return [...paths].flatMap((path) =>
      path.includes('*')
        ? this.#files.modulesIn(below(folder, path.slice(0, path.indexOf('*'))))
        : this.#files.candidates(below(folder, path)),
    )
  }

  #aliasesFor(file: string): Aliases {
    const [settings] = this.#settingsFor(file).filter((path) => path.endsWith('tsconfig.json'))
    if (settings === undefined) return none
    const known = this.#aliases.get(settings) ?? this.#readAliases(settings)
    this.#aliases.set(settings, known)
    return known
  }

  #readAliases(settings: string): Aliases {
    const path = join(this.#root, settings)
    try {
      const match = createPathsMatcher({ path, config: parseTsconfig(path) })
      if (match === null) return none
      return (specifier) => match(specifier).map((found) => this.#inWorkspace(found))
    } catch {
      // One that cannot be read, or extends what is not installed: tacosmith says so when it runs.
      return none
    }
  }

  #inWorkspace(path: string): string {
    return relative(this.#root, path).split(sep).join('/')
  }
}
