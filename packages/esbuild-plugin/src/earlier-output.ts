import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Project, tacoFileName } from '@tacosmith/core'

/**
 * Removes the `.taco` of an earlier build after a build failed, so that it is not taken for its result: the one that
 * this build would have made, and the one that the build before it made.
 */
export async function discardEarlierTacos(
  folder: string,
  project: Project | undefined,
  lastFileName: string | undefined,
): Promise<void> {
  for (const name of new Set([lastFileName, project && expectedName(project)])) {
    if (name !== undefined) await rm(join(folder, name), { force: true })
  }
}

function expectedName({ connector, options }: Project): string | undefined {
  const { className, pluginVersion } = connector
  if (className === undefined || pluginVersion === undefined) return undefined
  return tacoFileName(options.fileName, { className, pluginVersion })
}

/** Whether a file holds these bytes already: watchers of the output folder need not wake up. */
export async function isUpToDate(path: string, bytes: Uint8Array): Promise<boolean> {
  const present = await readFile(path).catch(() => undefined)
  return present?.equals(bytes) ?? false
}
