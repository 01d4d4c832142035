import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A file system of its own, which is full after a few bytes. */
export interface SmallDisk {
  folder: string
  dispose(): void
}

/**
 * Mounts a small disk in memory. Only root may do so, and not in every container: elsewhere the tests that want one are
 * skipped, with a printed reason.
 */
export function mountSmallDisk(kilobytes: number): SmallDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'small-disk-'))
  const options = ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder]
  const { status } = spawnSync('mount', options, { stdio: 'ignore' })
  if (status !== 0) {
    rmdirSync(folder)
    return undefined
  }
  const dispose = (): void => {
    spawnSync('umount', ['-l', folder], { stdio: 'ignore' })
    rmdirSync(folder)
  }
  return { folder, dispose }
}

/**
 * A small disk for the time of one test.
 *
 * @param onFinished - The test runner's hook for the end of a test.
 * @returns its folder
 */
export function smallDiskOfTest(kilobytes: number, onFinished: (cleanUp: () => void) => void): string {
  const disk = mountSmallDisk(kilobytes)
  if (disk === undefined) throw new Error('no disk could be mounted')
  onFinished(() => disk.dispose())
  return disk.folder
}

/** Whether {@link mountSmallDisk} can; prints why tests are skipped where it cannot. */
export function canMountSmallDisk(): boolean {
  const disk = process.platform === 'linux' ? mountSmallDisk(16) : undefined
  disk?.dispose()
  if (disk === undefined)
    process.stderr.write('skipped: tests with a full disk; mounting a tmpfs takes root on Linux\n')
  return disk !== undefined
}

/** Whether this process may give files away and work as another user; prints why tests are skipped where not. */
export function isRoot(): boolean {
  const isRoot = process.getuid?.() === 0
  if (!isRoot) process.stderr.write("skipped: tests with another user's files; they take root\n")
  return isRoot
}
