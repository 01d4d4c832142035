import { rmSync } from 'node:fs'

/**
 * The temporary files that are being written now, by any copy of this package in the process: the command line brings one
 * of its own.
 */
export const unfinishedFiles: Set<string> = sharedSet('tacosmith.unfinishedFiles')

/** Removes what is only half written, for a process that is about to end on a signal. */
export function discardUnfinishedFiles(): void {
  for (const path of unfinishedFiles) rmSync(path, { force: true })
}

function sharedSet(name: string): Set<string> {
  const shared = globalThis as unknown as Record<symbol, Set<string> | undefined>
  const key = Symbol.for(name)
  shared[key] ??= new Set()
  return shared[key]
}
