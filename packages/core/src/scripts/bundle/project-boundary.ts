import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, isAbsolute, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { TacosmithError } from '../../errors.ts'

/** What the scripts of a connector may be made of. */
export interface ProjectBoundary {
  /** The real path of the project's folder. */
  root: string
  /** Whether a file, by its real path, belongs to the project or to a package that is installed or linked there. */
  holds(path: string): boolean
}

/**
 * The project that a connector belongs to: the nearest repository at or above its folder; without one the workspace, or
 * else the nearest folder with a `package.json` or a configuration of tacosmith; and where there is none of them the
 * connector's folder alone.
 *
 * A file outside it gets neither into a `.taco` nor into a message, whatever a script imports. Symbolic links count as
 * what they lead to.
 *
 * @param connectorFolder absolute
 */
export function projectBoundary(connectorFolder: string): ProjectBoundary {
  const root = projectFolder(realPath(connectorFolder))
  let links: string[] | undefined
  const isLinked = (real: string): boolean => {
    links ??= [ownPackage(), ...linkedPackages(root)]
    return links.some((folder) => isWithin(folder, real))
  }
  return {
    root,
    holds: (path) => {
      const real = realPath(path)
      return isWithin(root, real) || /[\\/]node_modules[\\/]/.test(real) || isLinked(real)
    },
  }
}

/** What to do about an import that leads out of the project. */
export const outsideHelp: string =
  'Move the file into the project, or import it as a package. The project is the nearest repository or folder with a package.json, else the connector folder.'

/** What is wrong with a file that {@link ProjectBoundary.holds} says no to. */
export function outsideMessage(path: string, connectorFolder: string, { root }: ProjectBoundary): string {
  const shown = relative(connectorFolder, path).replaceAll('\\', '/')
  return `${shown} is outside the project ${root}`
}

/**
 * The error of adapters for a script that imports such a file.
 *
 * @param importer - As messages name it.
 */
export function importFromOutside(
  path: string,
  importer: string,
  connectorFolder: string,
  boundary: ProjectBoundary,
): TacosmithError {
  const message = `${importer}: the imported file ${outsideMessage(path, connectorFolder, boundary)}`
  return new TacosmithError('script', message, { help: outsideHelp })
}

/** What makes a folder a project. */
const markers = ['package.json', ...['ts', 'mts', 'js', 'mjs'].map((ending) => `tacosmith.config.${ending}`)]

function projectFolder(connectorFolder: string): string {
  let found: string | undefined
  for (let folder = connectorFolder; !isShared(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder
    const isFirst = found === undefined && markers.some((name) => existsSync(join(folder, name)))
    if (isFirst || isWorkspace(folder)) found = folder
  }
  return found ?? connectorFolder
}

function isWorkspace(folder: string): boolean {
  if (existsSync(join(folder, 'pnpm-workspace.yaml'))) return true
  try {
    const content = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as unknown
    return typeof content === 'object' && content !== null && 'workspaces' in content
  } catch {
    return false
  }
}

/** Whether a folder holds more than projects, so that what lies in it by chance says nothing. */
function isShared(folder: string): boolean {
  return [homedir(), tmpdir()].some((shared) => isWithin(folder, realPath(shared)))
}

/** The packages that are linked into a project, and into those packages: real paths. */
function linkedPackages(root: string): string[] {
  const found = new Set<string>()
  const waiting = foldersFrom(root)
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const link of linksIn(join(next, 'node_modules'))) {
      const real = realPath(link)
      const isNew = !found.has(real) && !isShared(real) && existsSync(join(real, 'package.json'))
      if (!isNew) continue
      found.add(real)
      waiting.push(real)
    }
  }
  return [...found]
}

/** Packages are looked for from a folder upwards. */
function foldersFrom(folder: string): string[] {
  const parent = dirname(folder)
  return parent === folder ? [folder] : [folder, ...foldersFrom(parent)]
}

function linksIn(folder: string): string[] {
  const entries = (path: string) => {
    try {
      return readdirSync(path, { withFileTypes: true })
    } catch {
      return []
    }
  }
  return entries(folder).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isSymbolicLink()) return [path]
    if (!entry.isDirectory() || !entry.name.startsWith('@')) return []
    return entries(path)
      .filter((inner) => inner.isSymbolicLink())
      .map((inner) => join(path, inner.name))
  })
}

/** What scripts import from tacosmith itself may be next to whatever runs it. */
function ownPackage(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder)
  return realPath(folder)
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

/** A path that is nowhere, as those in archives are to all but their package manager, stays as it is. */
function realPath(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    return path
  }
}
