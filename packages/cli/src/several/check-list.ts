import { extname } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import { exitCodeFor, exitCodes } from '../program/exit-codes.ts'
import { type CheckedTarget, checkedExtensions } from '../project/check-targets.ts'
import { type ExpandedTargets, emptyPatterns } from '../project/validation-targets.ts'
import type { Progress } from '../terminal/progress.ts'
import { checkSeveral, type FailedConnector, failedConnector } from './check-several.ts'
import { type ConnectorOpener, isFolder, type OpenedConnector } from './open-several.ts'
import { failureOf } from './perform-job.ts'

/** How the parts of a list are checked. */
export interface ListPolicy {
  cwd: string
  opener: ConnectorOpener
  /** Checks something that is no connector folder, or the only one. */
  checkOne(path: string): Promise<CheckedTarget>
  /** Told of what patterns fit though it is no connector, nor a file of one. */
  onLeftOut(paths: readonly string[]): void
  progress: Progress
}

type ListResult = CheckedTarget | FailedConnector

/**
 * Checks all that a command line names: several connector folders in threads, everything else here.
 *
 * @returns the results in the order of the paths, then what patterns came to nothing
 */
export async function checkList(expanded: ExpandedTargets, policy: ListPolicy): Promise<ListResult[]> {
  const { paths, patterns, unmatched } = expanded
  const results = new Map<string, ListResult>()
  const folders: OpenedConnector[] = []
  const others: string[] = []
  const leftOut = new Set<string>()
  for (const path of paths.filter((path) => path !== undefined)) {
    if (!(await isFolder(path))) {
      if (patterns.has(path) && !checkedExtensions.has(extname(path).toLowerCase())) leftOut.add(path)
      else others.push(path)
      continue
    }
    const opened = await policy.opener.open(path, expanded)
    if (opened === undefined) leftOut.add(path)
    else if ('failure' in opened) results.set(path, failedConnector(path, opened.failure))
    else folders.push(opened)
  }
  const isWorthThreads = folders.length > 1
  if (isWorthThreads) {
    for (const checked of await checkSeveral(folders, policy.progress)) results.set(checked.path, checked)
  } else others.push(...folders.map(({ path }) => path))
  for (const path of others) results.set(path, await orFailure(path, policy.checkOne))
  policy.onLeftOut([...leftOut])
  const without = [...unmatched, ...emptyPatterns(expanded, leftOut, policy.cwd)]
  return [
    ...paths.flatMap((path) => (path === undefined ? [] : (results.get(path) ?? []))),
    ...without.map(({ path, error }) => failedConnector(path, failureOf(error, path))),
  ]
}

/** One that cannot be checked does not keep the others from it. A fault of ours does. */
async function orFailure(path: string, check: (path: string) => Promise<CheckedTarget>): Promise<ListResult> {
  try {
    return await check(path)
  } catch (error) {
    if (!(error instanceof TacosmithError) || exitCodeFor(error.code) === exitCodes.fault) throw error
    return failedConnector(path, failureOf(error, path))
  }
}
