import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { create as createGlob } from '@actions/glob'

/** How far a pattern reaches. */
export interface Reach {
  /** Patterns of files that are not meant. */
  without?: readonly string[]
  /** A folder stands for all that is below it, and links lead into other folders. */
  intoFolders: boolean
}

/**
 * The files that a path or pattern means.
 *
 * @param pattern - Relative to the root of the checkout, or absolute.
 * @returns absolute paths in order, no folders
 */
export async function matchFiles(
  pattern: string,
  workspace: string,
  { without = [], intoFolders }: Reach,
): Promise<string[]> {
  const path = resolve(workspace, pattern)
  // A name may hold what a pattern would not take literally.
  const isLiteral = (await stat(path).catch(() => undefined))?.isFile() === true
  const searched = isLiteral ? escaped(path) : inWorkspace(pattern, workspace)
  const excluded = without.map((one) => `!${inWorkspace(one, workspace)}`)
  const glob = await createGlob([searched, ...excluded].join('\n'), {
    ...{ matchDirectories: false, implicitDescendants: intoFolders, followSymbolicLinks: intoFolders },
  })
  return (await glob.glob()).sort()
}

/** The folder's own name is no pattern. */
function inWorkspace(pattern: string, workspace: string): string {
  const path = resolve(workspace, pattern)
  const isInside = path.startsWith(workspace)
  return slashed(isInside ? `${escaped(workspace)}${path.slice(workspace.length)}` : path)
}

function escaped(path: string): string {
  return slashed(path).replaceAll(/[[*?]/g, '[$&]')
}

/** Backslashes are separators on Windows only. */
function slashed(path: string): string {
  return process.platform === 'win32' ? path.replaceAll('\\', '/') : path
}
