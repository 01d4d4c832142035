import { createHash } from 'node:crypto'
import { holdsIgnoreComments } from '../rules/ignore-comments.ts'
import type { FinishedScripts } from '../scripts/bundle/finish-scripts.ts'
import { attributeTypesFileName } from '../scripts/plan/attribute-types.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * Tells whether two builds have the same result: a digest of all that one depends on. That is the connector's files, the
 * names of the others in its folder, which some findings are about, the scripts that were built, the options, and the
 * keystores, schemas and variables that these name. Within a process the version of tacosmith is always the same.
 */
export async function resultDigest(
  { source, connector, modules, outside }: Snapshot,
  scripts: FinishedScripts | undefined,
): Promise<string> {
  // The types of attributes are written by a build, and mean nothing to it.
  const names = (await source.list()).filter((name) => name !== attributeTypesFileName)
  const hash = createHash('sha256').update(JSON.stringify([names, scripts ?? null, outside.digest]))
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
