import { existsSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, sep } from 'node:path'

/**
 * A folder as services for repositories want it: from the root of the checkout, else from the current folder, with slashes.
 * CI systems name that root; elsewhere it is the nearest folder with a `.git`.
 */
export function pathInRepository(folder: string, cwd: string, environment: NodeJS.ProcessEnv): string {
  const { GITHUB_WORKSPACE, CI_PROJECT_DIR } = environment
  for (const root of [GITHUB_WORKSPACE, CI_PROJECT_DIR, repositoryAbove(cwd), cwd]) {
    if (!root) continue
    const path = relative(root, folder)
    if (!isAbsolute(path) && path.split(sep)[0] !== '..') return withSlashes(path)
  }
  return withSlashes(folder)
}

/** A folder as editors and terminals find it from the current one; they take slashes on Windows too. */
export function pathFromHere(folder: string, cwd: string): string {
  return withSlashes(relative(cwd, folder))
}

function repositoryAbove(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder
  const parent = dirname(folder)
  return parent === folder ? undefined : repositoryAbove(parent)
}

function withSlashes(path: string): string {
  return path.split(sep).join('/')
}
