import { unbuiltScripts } from '@tacosmith/core/adapter'
import { reportText } from '../terminal/report-text.ts'
import { shownPath } from '../terminal/shown-path.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { DevBuild } from './dev-build.ts'
import { openDevProject } from './dev-project.ts'

/**
 * The folder of a connector as Tableau can read it: its own, or where scripts must be built the one that `tacosmith dev` keeps,
 * brought up to date.
 *
 * @param folder - With a connector in it, absolute.
 * @returns undefined where the connector has errors, which were reported.
 * @throws TacosmithError as `DevBuild.round`.
 */
export async function builtForTableau(folder: string, terminal: Terminal): Promise<string | undefined> {
  const scripts = await unbuiltScripts(folder)
  if (scripts.length === 0) return folder
  const { cwd } = terminal
  const project = await openDevProject(folder, undefined, cwd, () => {})
  const round = await new DevBuild(project, undefined).round()
  if (!round.ok) {
    const { report, readSource, connector } = round
    terminal.say(reportText({ report, readSource, folder: connector }, terminal))
    return undefined
  }
  const from = shownPath(round.connector, cwd)
  terminal.say(
    `Built ${scripts.join(', ')} of ${from} into ${shownPath(round.folder, cwd)}.\n` +
      `Run tacosmith dev ${from} to keep that folder up to date.\n`,
  )
  return round.folder
}
