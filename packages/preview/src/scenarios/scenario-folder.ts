import { existsSync, readdirSync, realpathSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import { projectBoundary } from '@tacosmith/core/adapter'

/** What the folder is called. */
const name = 'scenarios'

/**
 * Where the scenarios of a connector lie: beside its folder as long as that is in the project and no other connector's
 * place too, else in it. What is there is packaged only where a file of the connector names it.
 *
 * @param connector - Its folder, absolute.
 * @param cwd - Where the project starts if nothing marks it. Default: the connector's folder.
 * @throws TacosmithError `usage` where there are two.
 */
export function scenarioFolder(connector: string, cwd: string = connector): string {
  const inside = join(connector, name)
  const beside = join(dirname(connector), name)
  if (!isPlaceBeside(connector, cwd)) return inside
  if (!existsSync(inside)) return beside
  if (!existsSync(beside)) return inside
  throw new TacosmithError('usage', `scenarios of the connector lie in ${beside} and in ${inside}`, {
    help: 'Move the files of one folder into the other.',
  })
}

function isPlaceBeside(connector: string, cwd: string): boolean {
  const parent = dirname(connector)
  // A repository or package that is the connector ends at its folder.
  if (parent === connector || isProject(connector)) return false
  if (basename(connector) !== 'connector' && hasOtherConnectors(parent, connector)) return false
  return isInProject(parent) || isBelow(cwd, connector)
}

function isProject(folder: string): boolean {
  return entriesOf(folder).some((entry) =>
    /^(?:\.git|package\.json|tacosmith\.config\.[cm]?[jt]s)$/.test(entry.name),
  )
}

function isInProject(folder: string): boolean {
  return isProject(folder) || projectBoundary(folder).root !== realpathSync.native(folder)
}

function hasOtherConnectors(parent: string, connector: string): boolean {
  return entriesOf(parent).some(
    (entry) =>
      entry.isDirectory() &&
      entry.name !== basename(connector) &&
      existsSync(join(parent, entry.name, 'manifest.xml')),
  )
}

function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}
