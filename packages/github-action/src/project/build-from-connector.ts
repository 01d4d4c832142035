import { relative } from 'node:path'
import { notice } from '@actions/core'
import { bundleScripts } from '@tacosmith/cli/src/project/build-scripts.ts'
import {
  type ConnectorSource,
  checkConnector,
  folderSource,
  readConnector,
  type TacoOptions,
  TacosmithError,
} from '@tacosmith/core'
import {
  buildSnapshot,
  type FinishedScripts,
  findConnectorFolder,
  planScripts,
  Session,
  type Snapshot,
} from '@tacosmith/core/adapter'
import { alignVersion } from '../taco/stamp-version.ts'
import type { Outcome } from '../taco/taco-result.ts'
import type { ActionProject } from './action-project.ts'
import { importFromProject } from './project-packages.ts'

/** The version that the release asks for. */
export interface WantedVersion {
  version: string
  tag: string
  stamp: boolean
}

/**
 * Only checks the connector; nothing is built.
 *
 * @throws TacosmithError see `checkConnector`; `connector-invalid` where the version is not that of the tag.
 */
export async function checkOnly(
  { options, cwd, source }: ActionProject,
  wanted: WantedVersion | undefined,
): Promise<Outcome> {
  if (wanted !== undefined) await alignVersion(await openSource(options, cwd), wanted.version, wanted)
  const { report, readSource } = await checkConnector(options, { cwd, ...(source && { source }) })
  return { report, readSource, taco: undefined }
}

/**
 * Builds, and signs where a key is given, the `.taco` of a connector folder.
 *
 * @throws TacosmithError see `buildTaco`; `connector-invalid` where the version is not that of the tag.
 */
export async function buildFromConnector(
  project: ActionProject,
  wanted: WantedVersion | undefined,
): Promise<Outcome> {
  const { options, cwd, source } = project
  if (source && (await hasModules(source))) {
    notice('The scripts are not built, so no .taco is created: the bundler would come from the project.')
    return await checkOnly(project, wanted)
  }
  const manifest = wanted && (await alignVersion(await openSource(options, cwd), wanted.version, wanted))
  const snapshot = await new Session(options, { cwd, ...(source && { source }) }).read()
  const scripts = source ? undefined : await scriptsOf(snapshot)
  const overlay = { ...scripts?.overlay, ...manifest }
  const result = await buildSnapshot(snapshot, { ...scripts, overlay }, { write: true })
  const { report, readSource } = result
  if (!result.ok) return { report, readSource, taco: undefined }
  if (result.file === undefined) throw new TacosmithError('internal', 'the build wrote no file')
  return {
    report,
    readSource,
    taco: {
      file: result.file,
      name: result.fileName,
      bytes: result.bytes,
      class: result.class,
      version: result.version,
      minTableauVersion: result.minTableauVersion.version,
      sha256: result.sha256,
      entries: result.entries,
      signature: result.signature,
      isDevelopmentSigned: options.sign === 'development',
    },
  }
}

async function hasModules(source: ConnectorSource): Promise<boolean> {
  return (await planScripts(await readConnector(source))).some(({ kind }) => kind === 'module')
}

/** Scripts that have to be bundled are bundled with the esbuild of the project. */
export async function scriptsOf({ scripts, modules, folder, options }: Snapshot): Promise<FinishedScripts> {
  const [first] = modules
  if (first !== undefined) await importFromProject('esbuild', `the script ${first.sourcePath}`)
  return await bundleScripts(scripts, folder, options.scripts)
}

async function openSource({ connector }: TacoOptions, cwd: string): Promise<ConnectorSource> {
  const folder = await findConnectorFolder(cwd, connector)
  return { ...folderSource(folder), name: relative(cwd, folder) || folder }
}
