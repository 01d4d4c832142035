import { realpath } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import { shownPath } from '../terminal/shown-path.ts'

/** A connector, and the file that it will become. */
export interface PlannedFile {
  /** The connector's path, absolute. */
  path: string
  /** Absolute. */
  file: string
}

/**
 * Refuses that connectors would take each other's place, before anything is written.
 *
 * @param platform - On macOS and Windows names that differ by case only are the same.
 * @throws TacosmithError `usage` naming them.
 */
export async function refuseSameFiles(
  planned: readonly PlannedFile[],
  cwd: string,
  platform: NodeJS.Platform = process.platform,
): Promise<void> {
  const byFile = new Map<string, PlannedFile[]>()
  for (const one of planned) {
    const key = fileKey(await realFile(one.file), platform)
    byFile.set(key, [...(byFile.get(key) ?? []), one])
  }
  const clashes = [...byFile.values()].filter((group) => group.length > 1)
  if (clashes.length === 0) return
  const lines = clashes.map((group) => {
    const [first] = group
    const paths = group.map(({ path }) => shownPath(path, cwd)).join(', ')
    return `${shownPath(first?.file ?? '', cwd)} by ${paths}`
  })
  const told = lines.length === 1 ? lines[0] : `\n  ${lines.join('\n  ')}`
  throw new TacosmithError('usage', `the same file would be written several times: ${told}`, {
    help: 'Nothing was written. Give the connectors different classes, use [class] in the file name, or set outDir in a configuration of their own.',
  })
}

/** What is the same for names of the same file. */
export function fileKey(file: string, platform: NodeJS.Platform): string {
  if (platform === 'win32') return file.replaceAll('/', '\\').toLowerCase()
  return platform === 'darwin' ? file.normalize('NFC').toLowerCase() : file
}

/** The file behind links; folders that do not exist yet are none. */
async function realFile(file: string): Promise<string> {
  const folder = dirname(resolve(file))
  const real = await realpath(folder).catch(() => undefined)
  if (real !== undefined) return join(real, basename(file))
  return folder === dirname(folder) ? file : join(await realFile(folder), basename(file))
}
