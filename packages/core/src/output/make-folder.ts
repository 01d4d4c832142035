import { mkdir, realpath, stat } from 'node:fs/promises'
import { dirname, isAbsolute, relative, sep } from 'node:path'
import { notReplaced } from './output-errors.ts'

/** Node's own recursive mkdir never comes back where a parent answers ENOENT for good, as /proc does. */
export async function makeFolder(path: string): Promise<void> {
  const error = await mkdir(path).then(
    () => undefined,
    (cause: NodeJS.ErrnoException) => cause,
  )
  if (error === undefined || (error.code === 'EEXIST' && (await isFolder(path)))) return
  if (error.code !== 'ENOENT' || dirname(path) === path) throw error
  await makeFolder(dirname(path))
  await mkdir(path).catch(async (cause: NodeJS.ErrnoException) => {
    // Another process may have been faster.
    if (cause.code !== 'EEXIST' || !(await isFolder(path))) throw cause
  })
}

/**
 * {@link makeFolder} for a folder that has to lie in another one, wherever the symbolic links on the way there lead.
 *
 * @throws TacosmithError `output` where a link leads out of `outer`
 */
export async function makeFolderWithin(outer: string, path: string): Promise<void> {
  if (path === outer || dirname(path) === path) {
    await makeFolder(path)
    return
  }
  await makeFolderWithin(outer, dirname(path))
  await makeFolder(path)
  const way = relative(await realpath(outer), await realpath(path))
  if (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)) return
  const help = 'Remove the link: nothing is written to other folders.'
  throw notReplaced(path, `it is a symbolic link that leads out of ${outer}`, help)
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path)).isDirectory()
}
