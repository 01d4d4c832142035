import { relative } from 'node:path'
import { info } from '@actions/core'
import { TacosmithError, tacoSource } from '@tacosmith/core'
import { findConnectorFolder, Session } from '@tacosmith/core/adapter'
import {
  formatScenarios,
  readContent,
  readScenarios,
  refuseUnread,
  runScenarios,
  scenarioFolder,
  type TestedConnector,
} from '@tacosmith/preview'
import type { ActionProject } from '../project/action-project.ts'
import { scriptsOf } from '../project/build-from-connector.ts'
import type { TacoResult } from './taco-result.ts'

/**
 * Runs the scenarios beside the connector: on the scripts of the `.taco`, where there is one.
 *
 * @returns what came of them; undefined where there are none
 * @throws TacosmithError `usage` for a file of scenarios that cannot be used, `connector-invalid` where a file of the
 *   connector cannot be read.
 */
export async function testScenarios(
  project: ActionProject,
  taco: TacoResult | undefined,
  workspace: string,
): Promise<TestedConnector | undefined> {
  const folder = await findConnectorFolder(project.cwd, project.options.connector).catch(() => undefined)
  // Of unknown authors no script is run.
  if (folder === undefined || project.source !== undefined) return undefined
  const scenarios = scenarioFolder(folder, project.cwd)
  const files = await readScenarios(scenarios)
  if (files.every((file) => file.scenarios.length === 0)) return undefined
  const { dialog, scripts } = await contentOf(project, taco)
  const shown = (path: string): string => relative(workspace, path).replaceAll('\\', '/')
  const tested = {
    name: shown(folder) || '.',
    folder: shown(scenarios),
    results: runScenarios(dialog, scripts, files),
    isUpdated: false,
  }
  info(formatScenarios([tested]).trimEnd())
  return tested
}

/** @throws TacosmithError `connector-invalid` where scenarios are other than expected. */
export function refuseFailedScenarios(tested: TestedConnector | undefined): void {
  const failed = tested?.results.filter(({ differences }) => differences.length > 0) ?? []
  if (tested === undefined || failed.length === 0) return
  const count = `${failed.length} of ${tested.results.length} scenarios`
  throw new TacosmithError('connector-invalid', `${count} in ${tested.folder} came out other than expected`, {
    help: 'The log says what differs. Where that is meant, bring the scenarios up to date and commit them.',
  })
}

async function contentOf({ options, cwd }: ActionProject, taco: TacoResult | undefined) {
  if (taco !== undefined) {
    const source = await tacoSource(taco.bytes, taco.name)
    return await readContent(await new Session({ scripts: { trial: false } }, { source }).read())
  }
  const snapshot = await new Session({ ...options, sign: false }, { cwd }).read()
  const content = await readContent(snapshot, { scripts: await scriptsOf(snapshot) })
  refuseUnread(snapshot, content)
  return content
}
