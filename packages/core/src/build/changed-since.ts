import { stat } from 'node:fs/promises'

/** In milliseconds: how far the clock of a file system may lag behind that of the process, a tick of the kernel. */
export const clockTick = 20

/**
 * Whether one of these files or folders was changed or made since a time; also a little earlier, see
 * {@link clockTick}. What is removed or renamed shows in its folder, which has to be among them.
 *
 * For callers that watch files: no watcher reports what changes between reading and watching.
 *
 * @param paths - Absolute; may be missing.
 * @param time - Milliseconds since 1970.
 */
export async function changedSince(paths: Iterable<string>, time: number): Promise<boolean> {
  const times = await Promise.all([...new Set(paths)].map(changeTime))
  return Math.max(...times) >= time - clockTick
}

async function changeTime(path: string): Promise<number> {
  const { mtimeMs, ctimeMs } = await stat(path).catch(() => ({ mtimeMs: 0, ctimeMs: 0 }))
  return Math.max(mtimeMs, ctimeMs)
}
