import { type ExpandedTargets, emptyPatterns } from '../project/validation-targets.ts'
import { type FailedConnector, failedConnector } from './check-several.ts'
import type { ConnectorOpener, OpenedConnector } from './open-several.ts'
import { failureOf } from './perform-job.ts'

/** What the folders of a command line are. */
export interface OpenedList {
  connectors: OpenedConnector[]
  /** Those that cannot be worked on, and patterns of which nothing is left. */
  failed: FailedConnector[]
  /** Folders that patterns fit though they hold no connector. */
  leftOut: string[]
}

/** Opens all folders that a command line names. */
export async function openList(
  expanded: ExpandedTargets,
  opener: ConnectorOpener,
  cwd: string,
): Promise<OpenedList> {
  const list: OpenedList = { connectors: [], failed: [], leftOut: [] }
  for (const path of expanded.paths) {
    if (path === undefined) continue
    const opened = await opener.open(path, expanded)
    if (opened === undefined) list.leftOut.push(path)
    else if ('failure' in opened) list.failed.push(failedConnector(path, opened.failure))
    else list.connectors.push(opened)
  }
  const without = [...expanded.unmatched, ...emptyPatterns(expanded, new Set(list.leftOut), cwd)]
  for (const { path, error } of without) list.failed.push(failedConnector(path, failureOf(error, path)))
  return list
}
