import { lstat, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { readTemporaryName, type TemporaryOwner, thisSystem } from './temporary-name.ts'

const day = 24 * 60 * 60 * 1000
/** By how much the clock of a file system may differ from ours. */
const clockDifference = 10_000

/** Each folder is looked through once. */
const swept = new Set<string>()

/**
 * Removes the temporary files that processes left in a folder when they were killed: those of processes that are gone,
 * and whatever is older than a day. Best effort: what cannot be removed stays.
 */
export async function sweepLeftovers(folder: string): Promise<void> {
  if (swept.has(folder)) return
  swept.add(folder)
  for (const name of await readdir(folder).catch(() => [])) {
    const temporary = readTemporaryName(name)
    if (temporary === undefined) continue
    const path = join(folder, name)
    if (await isLeftover(path, temporary.owner)) await rm(path, { force: true }).catch(() => {})
  }
}

async function isLeftover(path: string, owner: TemporaryOwner | undefined): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined)
  if (!found?.isFile()) return false
  const age = Date.now() - found.mtimeMs
  if (age > day) return true
  if (owner?.system !== thisSystem()) return false
  // A process of ours may have had the same number: in containers it is the same one every time.
  if (owner.process === process.pid) return age > process.uptime() * 1000 + clockDifference
  return !isRunning(owner.process)
}

function isRunning(number: number): boolean {
  try {
    process.kill(number, 0)
    return true
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}
