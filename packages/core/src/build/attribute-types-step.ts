import { writeAttributeTypes } from '../scripts/plan/attribute-types-file.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * Writes `tacosmith-env.d.ts` into the connector folder, unless it is up to date already. While a file of the connector
 * is not well-formed the types are left as they were: an author in the middle of an edit would lose all of them.
 *
 * @returns What was done.
 * @throws TacosmithError `output` where the file cannot be written.
 */
export async function refreshAttributeTypes({
  folder,
  connector,
}: Pick<Snapshot, 'folder' | 'connector'>): Promise<'written' | 'unchanged' | 'left'> {
  const isReadable = connector.files.every(
    ({ kind, document }) => kind === 'script' || document !== undefined,
  )
  if (connector.files.length === 0 || !isReadable) return 'left'
  return await writeAttributeTypes(folder, connector)
}

/** {@link refreshAttributeTypes} where a script is written in TypeScript. */
export async function refreshTypesOfScripts(snapshot: Snapshot): Promise<void> {
  const isTypeScript = ({ sourcePath }: Snapshot['scripts'][number]) => /\.[mc]?tsx?$/.test(sourcePath)
  if (snapshot.scripts.some(isTypeScript)) await refreshAttributeTypes(snapshot)
}
