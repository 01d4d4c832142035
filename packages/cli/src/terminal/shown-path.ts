import { isAbsolute, relative, sep } from 'node:path'
import { visibleText } from '@tacosmith/core/adapter'

/** A path for people: short where it lies in the current folder, else absolute. */
export function shownPath(path: string, cwd: string): string {
  const short = relative(cwd, path)
  const isInside = short !== '..' && !short.startsWith(`..${sep}`) && !isAbsolute(short)
  return visibleText(isInside ? short || '.' : path)
}
