import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CreateNodesContextV2, CreateNodesResultV2, CreateNodesV2 } from 'nx/src/devkit-exports.js'
import { connectorInputs } from './inference/connector-inputs.ts'
import { type ConnectorProject, configNames, findConnectors } from './inference/find-connectors.ts'
import { below } from './inference/paths.ts'
import { ReferencedFiles } from './inference/referenced-files.ts'
import { connectorTargets } from './inference/targets.ts'
import {
  type ResolvedPluginOptions,
  resolvePluginOptions,
  type TacosmithNxOptions,
} from './plugin-options.ts'

/**
 * The files that Nx looks for: a change to one of them may make a connector, or take one away. Nx 21 knows no alternatives
 * within others.
 */
export const connectorFilePattern: string = `**/{${['manifest.xml', ...configNames].join(',')}}`

/** Makes a project of each connector. No configuration is run: what matters of it is read from its text. */
export const createNodesV2: CreateNodesV2<TacosmithNxOptions> = [
  connectorFilePattern,
  (files, given, context) => connectorNodes(files, resolvePluginOptions(given), context),
]

function connectorNodes(
  files: readonly string[],
  options: ResolvedPluginOptions,
  { workspaceRoot }: CreateNodesContextV2,
): CreateNodesResultV2 {
  const references = new ReferencedFiles(workspaceRoot)
  return findConnectors(files, workspaceRoot).map((connector) => {
    const { root, folder } = connector
    const inputs = connectorInputs(connector, references, workspaceRoot)
    const project = {
      root,
      name: nameOf(connector, workspaceRoot),
      targets: connectorTargets(connector, inputs, options),
      metadata: { technologies: ['tacosmith'] },
    }
    return [below(folder, 'manifest.xml'), { projects: { [root]: project } }] as const
  })
}

/** What its own files call it, which Nx would say later anyway; else its folder. */
function nameOf({ root }: ConnectorProject, workspaceRoot: string): string {
  const named = ['project.json', 'package.json'].map((file) => nameIn(join(workspaceRoot, root, file)))
  return named.find((name) => name !== undefined) ?? (root === '.' ? 'connector' : root.replaceAll('/', '-'))
}

function nameIn(file: string): string | undefined {
  if (!existsSync(file)) return undefined
  try {
    const { name, nx } = JSON.parse(readFileSync(file, 'utf8')) as { name?: string; nx?: { name?: string } }
    return nx?.name ?? name
  } catch {
    // Nx itself says what is wrong with it.
    return undefined
  }
}
