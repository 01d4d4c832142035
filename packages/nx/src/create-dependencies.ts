import { basename } from 'node:path'
import type {
  CreateDependencies,
  CreateDependenciesContext,
  DependencyType,
  RawProjectGraphDependency,
} from 'nx/src/devkit-exports.js'
import { connectorInputs } from './inference/connector-inputs.ts'
import { type ConnectorProject, configNames, findConnectors } from './inference/find-connectors.ts'
import { isIn } from './inference/paths.ts'
import { ReferencedFiles } from './inference/referenced-files.ts'
import type { TacosmithNxOptions } from './plugin-options.ts'

/** Connectors depend on the projects whose modules their scripts and configurations import. */
export const createDependencies: CreateDependencies<TacosmithNxOptions> = (_options, context) => {
  const { projectFileMap, nonProjectFiles } = context.fileMap
  const owners = new Map<string, string>()
  for (const [project, files] of Object.entries(projectFileMap)) {
    for (const { file } of files) owners.set(file, project)
  }
  const files = [...owners.keys(), ...nonProjectFiles.map(({ file }) => file)].filter(isConnectorFile)
  const references = new ReferencedFiles(context.workspaceRoot)
  const projects = projectsByRoot(context)
  return findConnectors(files, context.workspaceRoot).flatMap((connector) => {
    const project = projects.get(connector.root)
    return project === undefined ? [] : dependenciesOf(connector, project, owners, references, context)
  })
}

// To load nx for the value would take longer than all the rest.
const imported = 'static' as DependencyType.static

function isConnectorFile(path: string): boolean {
  const name = basename(path)
  return name === 'manifest.xml' || configNames.includes(name)
}

function projectsByRoot({ projects }: CreateDependenciesContext): Map<string, string> {
  return new Map(Object.entries(projects).map(([name, { root }]) => [root, name]))
}

function dependenciesOf(
  connector: ConnectorProject,
  source: string,
  owners: ReadonlyMap<string, string>,
  references: ReferencedFiles,
  { workspaceRoot }: CreateDependenciesContext,
): RawProjectGraphDependency[] {
  const { files, folders } = connectorInputs(connector, references, workspaceRoot)
  const inFolders = [...owners].filter(([file]) => folders.some((folder) => isIn(folder, file)))
  const reached = [...files.map((file) => owners.get(file)), ...inFolders.map(([, project]) => project)]
  const targets = new Set(reached.filter((target) => target !== undefined && target !== source))
  const sourceFile = `${connector.folder === '.' ? '' : `${connector.folder}/`}manifest.xml`
  return [...targets].map((target) => ({
    source,
    target: target as string,
    type: imported,
    sourceFile,
  }))
}
