import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type ManifestFacts, readManifest } from './manifest.ts'
import { below, foldersUpFrom, parentOf } from './paths.ts'

/** A connector of the workspace, which is one project. */
export interface ConnectorProject extends ManifestFacts {
  /** The project's folder. */
  root: string
  /** The folder with the `manifest.xml`. */
  folder: string
  /** The `tacosmith.config` that applies: the nearest one. */
  config: string | undefined
}

/** In the order in which tacosmith looks for them. */
export const configNames: readonly string[] = ['ts', 'mts', 'js', 'mjs'].map(
  (extension) => `tacosmith.config.${extension}`,
)
const markers = ['package.json', 'project.json', ...configNames]

/**
 * Finds the connectors among files of the workspace.
 *
 * The project of a connector is the nearest folder with a `package.json`, `project.json` or `tacosmith.config`, as for the
 * command line. The workspace itself is one only for the connector in it or in its folder `connector`: what lies at its top
 * is shared by all others.
 */
export function findConnectors(files: readonly string[], workspaceRoot: string): ConnectorProject[] {
  const manifests = new Map<string, ManifestFacts>()
  for (const file of [...files].sort()) {
    const facts = basename(file) === 'manifest.xml' ? readManifest(join(workspaceRoot, file)) : undefined
    if (facts !== undefined) manifests.set(parentOf(file), facts)
  }
  const exists = (path: string): boolean => existsSync(join(workspaceRoot, path))
  const found: ConnectorProject[] = []
  for (const [root, folders] of byProject([...manifests.keys()], exists)) {
    for (const [own, folder] of projectsOf(root, folders)) {
      const facts = manifests.get(folder)
      if (facts !== undefined) found.push({ root: own, folder, config: configFor(folder, exists), ...facts })
    }
  }
  return found
}

type Exists = (path: string) => boolean

/** Connector folders by the project that they are in. */
function byProject(folders: readonly string[], exists: Exists): Map<string, string[]> {
  const projects = new Map<string, string[]>()
  for (const folder of folders) {
    const marked = foldersUpFrom(folder).find(
      (path) => path !== '.' && markers.some((name) => exists(below(path, name))),
    )
    const root = marked ?? (folder === 'connector' ? '.' : folder)
    projects.set(root, [...(projects.get(root) ?? []), folder])
  }
  return projects
}

/**
 * Project folders with their connectors. Beside the connector that tacosmith takes by default others are test data; several
 * of which none is that one are a project each.
 */
function projectsOf(root: string, folders: readonly string[]): [root: string, folder: string][] {
  const [only, second] = folders
  const main = [below(root, 'connector'), root].find((folder) => folders.includes(folder))
  if (main !== undefined) return [[root, main]]
  if (only !== undefined && second === undefined) return [[root, only]]
  return folders.map((folder) => [folder, folder])
}

function configFor(folder: string, exists: Exists): string | undefined {
  const candidates = foldersUpFrom(folder).flatMap((path) => configNames.map((name) => below(path, name)))
  return candidates.find(exists)
}
