import { readdir, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { posix, win32 } from 'node:path'
import { TacosmithError } from '../errors.ts'

/** The computer on which Tableau is looked for; what tests describe instead of using their own. */
export interface Host {
  platform: NodeJS.Platform
  environment: Record<string, string | undefined>
  /** The user's home folder, absolute. */
  home: string
  disk: HostDisk
}

/** What has to be known of a disk to find folders and programs. */
export interface HostDisk {
  kindOf(path: string): Promise<'file' | 'folder' | undefined>
  /**
   * The names in a folder, sorted; undefined where there is no such folder.
   *
   * @throws TacosmithError `environment` where there is one that cannot be opened
   */
  namesIn(folder: string): Promise<string[] | undefined>
}

/** The computer this process runs on. */
export function currentHost(): Host {
  const { platform, env } = process
  return { platform, environment: env, home: homedir(), disk: nodeDisk }
}

/** How the host writes paths. */
export function pathsOf({ platform }: Pick<Host, 'platform'>): typeof posix {
  return platform === 'win32' ? win32 : posix
}

/** The disk as Node sees it. */
export const nodeDisk: HostDisk = {
  async kindOf(path) {
    const found = await stat(path).catch(() => undefined)
    if (found?.isDirectory()) return 'folder'
    return found?.isFile() ? 'file' : undefined
  },
  async namesIn(folder) {
    try {
      return (await readdir(folder)).sort()
    } catch (cause) {
      const code = (cause as NodeJS.ErrnoException).code
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
      throw new TacosmithError('environment', `${folder} cannot be opened (${code})`, {
        help: 'Check that you have permission to read the folder.',
        cause,
      })
    }
  },
}
