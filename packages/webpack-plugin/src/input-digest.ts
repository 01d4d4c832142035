import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type FinishedScripts, folderSource, type Project } from '@tacosmith/core'

/**
 * Tells whether two builds of one process would have the same result: a digest of all that a connector is built from,
 * the names of the other files in its folder included, which some findings are about.
 */
export async function inputDigest(project: Project, { overlay, findings }: FinishedScripts): Promise<string> {
  const hash = createHash('sha256')
  const add = (part: string | Uint8Array) => hash.update(`${part.length}:`).update(part)
  add(JSON.stringify([await folderSource(project.folder).list(), project.scripts, findings]))
  for (const file of project.watchFiles) add(file).update(await readFile(file))
  for (const [path, content] of Object.entries(overlay)) add(path).update(content)
  return hash.digest('hex')
}
