import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ConnectorProject } from './find-connectors.ts'
import { below, isIn, parentOf } from './paths.ts'
import type { Reached, ReferencedFiles } from './referenced-files.ts'

/** What the result of a cached target depends on. Paths start at the workspace. */
export interface ConnectorInputs {
  /** Files outside the connector's folder. */
  files: string[]
  /** Folders outside the connector's folder of which every file counts. */
  folders: string[]
  variables: string[]
  /** Stands for the versions of tacosmith and of every package that scripts and configuration import. */
  versions: string
  /** Where the scenarios lie; undefined where there are none. */
  scenarios: string | undefined
  /** The connector's own modules: where the way to all others begins. */
  modules: string[]
}

/** What builds a connector; the project's own copy of core is what its configuration imports. */
const tools = ['@tacosmith/cli', '@tacosmith/core']

/** Works out what a connector depends on. */
export function connectorInputs(
  connector: ConnectorProject,
  references: ReferencedFiles,
  workspaceRoot: string,
): ConnectorInputs {
  const { root, folder, config } = connector
  const modules = references.modulesIn(folder)
  const scripts = references.from(modules)
  const configuration = references.from(config === undefined ? [] : [config])
  const outside = (paths: Iterable<string>): string[] =>
    [...paths].filter((path) => !isIn(folder, path)).sort()
  const own = [below(root, 'package.json')].filter(
    (path) => path !== 'package.json' && references.isFile(path),
  )
  return {
    files: outside(new Set([...scripts.files, ...configuration.files, ...own])),
    folders: outside(new Set([...scripts.folders, ...configuration.folders])),
    // What a script names it names for Tableau's engine, which has no such variables.
    variables: [...configuration.variables].sort(),
    versions: versionsText(root, references, [scripts, configuration], workspaceRoot),
    scenarios: scenariosOf(connector, references),
    modules,
  }
}

/** A line that a shell can echo on every system, and that is the same wherever the workspace lies. */
function versionsText(
  root: string,
  references: ReferencedFiles,
  reached: readonly Reached[],
  workspaceRoot: string,
): string {
  const installed = references.versionsFrom(root, tools)
  const all = new Set([...installed, ...reached.flatMap(({ versions }) => [...versions])])
  const digest = createHash('sha256')
    .update([...all].sort().join('\n'))
    .update(moduleSettings(workspaceRoot))
    .digest('hex')
  const [version = 'none'] = [...installed].filter((name) => name.startsWith('@tacosmith/cli@'))
  return `${version.replace(/[^\w.+-]+/g, '-').replace(/^-/, '')} ${digest.slice(0, 32)}`
}

/** Of the workspace's own `package.json` only what bundlers read: the rest changes with every package that is added. */
function moduleSettings(workspaceRoot: string): string {
  try {
    const { type, sideEffects, imports, exports } = JSON.parse(
      readFileSync(join(workspaceRoot, 'package.json'), 'utf8'),
    ) as Record<string, unknown>
    return JSON.stringify({ type, sideEffects, imports, exports })
  } catch {
    return ''
  }
}

/** Beside the connector's folder, or in it. */
function scenariosOf({ root, folder }: ConnectorProject, references: ReferencedFiles): string | undefined {
  const beside = folder === root ? [] : [below(parentOf(folder), 'scenarios')]
  return [...beside, below(folder, 'scenarios')].find((path) =>
    references.modulesIn(path).some((file) => file.endsWith('.json')),
  )
}
