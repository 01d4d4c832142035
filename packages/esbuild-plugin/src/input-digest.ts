import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { type FinishedScripts, folderSource, type Project } from '@tacosmith/core'

/** A digest of everything that a `.taco` is made of and that findings tell about: equal input, equal digest. */
export async function inputDigest({
  project,
  overlay,
  findings,
}: FinishedScripts & { project?: Project }): Promise<string> {
  const hash = createHash('sha256')
  if (!project) return hash.digest('hex')
  const { folder, scripts, watchFiles } = project
  hash.update(JSON.stringify([folder, await folderSource(folder).list(), overlay, findings]))
  const modules = new Set(scripts.filter(({ kind }) => kind === 'module').map(({ sourcePath }) => sourcePath))
  // What counts of a module is the script that came of it.
  for (const file of watchFiles.filter(
    (name) => !modules.has(relative(folder, name).replaceAll('\\', '/')),
  )) {
    const bytes = await readFile(file).catch(() => undefined)
    hash.update(`\0${file}\0${bytes?.length}\0`).update(bytes ?? '')
  }
  return hash.digest('hex')
}
