import { posix } from 'node:path'

// Paths here are as Nx writes them: relative to the workspace, with forward slashes; "." is the workspace itself.

/** The folder that a file or folder is in. */
export function parentOf(path: string): string {
  return posix.dirname(path)
}

/** A path below a folder. */
export function below(folder: string, path: string): string {
  return posix.join(folder, path)
}

/** Whether a path is in a folder, or is it. */
export function isIn(folder: string, path: string): boolean {
  return folder === '.' || path === folder || path.startsWith(`${folder}/`)
}

/** The way from one folder to something in it; "." to itself. */
export function wayFrom(folder: string, path: string): string {
  return posix.relative(folder, path) || '.'
}

/** A folder and those above it, up to the workspace. */
export function foldersUpFrom(folder: string): string[] {
  return folder === '.' ? ['.'] : [folder, ...foldersUpFrom(parentOf(folder))]
}
