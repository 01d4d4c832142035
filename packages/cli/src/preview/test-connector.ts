import { relative } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import {
  readContent,
  readScenarios,
  refuseUnread,
  runScenarios,
  type TestedConnector,
  updateScenarios,
} from '@tacosmith/preview'
import { openDevProject } from '../dev/dev-project.ts'
import { exitCodeFor, exitCodes } from '../program/exit-codes.ts'
import { shownPath } from '../terminal/shown-path.ts'
import { PreviewProject } from './preview-project.ts'

/** How scenarios are run. */
export interface TestPolicy {
  cwd: string
  /** Whether what came of them is written into their files. */
  isUpdate: boolean
}

/**
 * Runs the scenarios of a connector.
 *
 * @param path - As on the command line.
 * @throws TacosmithError as `openDevProject`, `script` for one that cannot be built, `usage` for files of scenarios that
 *   cannot be used.
 */
export async function testConnector(
  path: string | undefined,
  { cwd, isUpdate }: TestPolicy,
): Promise<TestedConnector> {
  const opened = await openDevProject(path, undefined, cwd, () => {})
  const project = new PreviewProject(opened, opened.options.connector)
  const snapshot = await project.read()
  const { scripts, failure } = await project.build(snapshot)
  if (failure !== undefined) {
    const { file, line, column } = failure.place ?? {}
    const place = file === undefined ? '' : `${file}:${line}:${column}: `
    throw new TacosmithError('script', `${place}${failure.message}`, {
      ...(failure.help && { help: failure.help }),
    })
  }
  const files = await readScenarios(project.scenarios)
  const content = await readContent(snapshot, { scripts })
  // What comes of half a dialog would be taken for what the connector does, and with --update be kept.
  refuseUnread(snapshot, content)
  const results = runScenarios(content.dialog, content.scripts, files)
  if (isUpdate) await updateScenarios(project.scenarios, results)
  return {
    name: shownPath(opened.options.connector, cwd),
    folder: relative(cwd, project.scenarios).replaceAll('\\', '/'),
    results,
    isUpdated: isUpdate,
  }
}

/** One connector that cannot be tested does not keep the others from it. A fault of ours does. */
export async function testOneOfSeveral(path: string, policy: TestPolicy): Promise<TestedConnector> {
  try {
    return await testConnector(path, policy)
  } catch (cause) {
    if (!(cause instanceof TacosmithError) || exitCodeFor(cause.code) === exitCodes.fault) throw cause
    const { code, message, help } = cause
    return {
      ...{ name: shownPath(path, policy.cwd), folder: '', results: [], isUpdated: false },
      failure: { code, message, ...(help && { help }) },
    }
  }
}
