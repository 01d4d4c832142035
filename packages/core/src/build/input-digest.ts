import { createHash } from 'node:crypto'
import { folderSource } from '../connector/folder-source.ts'
import type { Project } from './project.ts'
import type { FinishedScripts } from '../scripts/bundle/finish-scripts.ts'
import { holdsIgnoreComments } from '../rules/ignore-comments.ts'

/**
 * Tells whether two builds with the same options have the same result: a digest of what a connector is built from,
 * and of the names of the other files in its folder, which some findings are about.
 */
export async function inputDigest(
  { folder, connector, modules }: Pick<Project, 'folder' | 'connector' | 'modules'>,
  scripts: FinishedScripts | undefined,
): Promise<string> {
  // A source of its own: since the connector was read, its types may have been written beside it.
  const source = folderSource(folder)
  const names = await source.list()
  const hash = createHash('sha256').update(JSON.stringify([names, scripts]))
  // What counts of a source is the script that came of it, and comments that ignore rules; a plain script goes as it is.
  for (const { sourcePath } of modules) {
    const text = await source.read(sourcePath)
    if (text !== undefined && holdsIgnoreComments(text)) hash.update(text)
  }
  for (const { path, bytes } of connector.files) {
    if (scripts?.overlay[path] === undefined) hash.update(`\0${path}\0${bytes.length}\0`).update(bytes)
  }
  return hash.digest('hex')
}
