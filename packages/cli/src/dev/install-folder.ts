import { join } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import { currentHost, type Installation, type InstallTarget, installPlaces } from '@tacosmith/core/adapter'
import { reportText } from '../terminal/report-text.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { DevBuild } from './dev-build.ts'
import { openDevProject } from './dev-project.ts'

/**
 * Builds a connector and puts it unpacked into the folder from which Tableau reads connectors under development, each in a
 * folder that is called after its class.
 *
 * @returns undefined where the connector has errors, which were reported.
 * @throws TacosmithError `usage` for another target, and as `DevBuild.round`.
 */
export async function installFolder(
  path: string,
  target: InstallTarget,
  terminal: Terminal,
): Promise<Installation | undefined> {
  if (target.kind !== 'development') {
    throw new TacosmithError('usage', `${path} is a folder, and Tableau takes only .taco files there`, {
      help: 'Build a .taco with tacosmith build and install that, or give --development with the folder that Tableau reads under development.',
    })
  }
  const project = await openDevProject(path, undefined, terminal.cwd, () => {})
  const round = await new DevBuild(project, (name) => join(target.folder, name)).round()
  if (!round.ok) {
    const { report, readSource, connector: folder } = round
    terminal.say(reportText({ report, readSource, folder }, terminal))
    return undefined
  }
  const { class: className, version, folder: file, changes } = round
  const isChanged = changes.written.length + changes.removed.length > 0
  const targets = (await installPlaces(target, currentHost())).map(({ place }) => ({
    place,
    file,
    outcome: isChanged ? ('installed' as const) : ('unchanged' as const),
  }))
  return { class: className, version, signature: 'unpacked', targets }
}
