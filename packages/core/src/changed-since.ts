import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** In milliseconds: by so much the clock of a file system may lag behind that of the process, a tick of the kernel. */
export const clockTick = 20

/**
 * Whether one of these files was changed, made, removed or renamed since a time; also a little earlier, see
 * {@link clockTick}.
 *
 * For those who watch files: what changes between the reading and the watching no watcher tells.
 *
 * @param files - Absolute; may be missing.
 * @param time - Milliseconds since 1970.
 */
export async function changedSince(files: Iterable<string>, time: number): Promise<boolean> {
  // What comes, goes or is renamed shows in its folder.
  const paths = new Set([...files].flatMap((file) => [file, dirname(file)]))
  const times = await Promise.all([...paths].map(changeTime))
  return Math.max(...times) >= time - clockTick
}

async function changeTime(path: string): Promise<number> {
  const { mtimeMs, ctimeMs } = await stat(path).catch(() => ({ mtimeMs: 0, ctimeMs: 0 }))
  return Math.max(mtimeMs, ctimeMs)
}
