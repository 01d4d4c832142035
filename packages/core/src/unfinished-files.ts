import { rmSync } from 'node:fs'

/** The temporary files that are being written now. */
export const unfinishedFiles: Set<string> = new Set()

/** Removes what is only half written, for a process that is about to end on a signal. */
export function discardUnfinishedFiles(): void {
  for (const path of unfinishedFiles) rmSync(path, { force: true })
}
