import { join } from 'node:path'
import { TacosmithError } from '../errors.ts'
import { attributeTypes, attributeTypesFileName } from '../scripts/plan/attribute-types.ts'
import { compareAttributeTypes, writeAttributeTypes } from '../scripts/plan/attribute-types-file.ts'
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
}: ReadConnector): Promise<'written' | 'unchanged' | 'left'> {
  if (!isReadable(connector)) return 'left'
  return await writeAttributeTypes(folder, connector)
}

/**
 * Whether `tacosmith-env.d.ts` is as {@link refreshAttributeTypes} would write it.
 *
 * @returns `unreadable` where that cannot be said, since a file of the connector is not well-formed.
 */
export async function checkAttributeTypes({
  folder,
  connector,
}: ReadConnector): Promise<'equal' | 'different' | 'missing' | 'unreadable'> {
  return isReadable(connector) ? await compareAttributeTypes(folder, connector) : 'unreadable'
}

/** When types are brought up to date: where a script is written in TypeScript, or where there are types already. */
export type TypesWanted = 'for-scripts' | 'where-present'

/** {@link refreshAttributeTypes} where a script is written in TypeScript. */
export async function refreshTypesOfScripts(snapshot: Snapshot): Promise<void> {
  if (isTypeScript(snapshot)) await refreshAttributeTypes(snapshot)
}

/**
 * {@link refreshAttributeTypes} where there are types already that are out of date. Callers that only check a connector must not
 * fail because its folder cannot be written.
 */
export async function refreshExistingTypes(snapshot: ReadConnector): Promise<void> {
  if ((await checkAttributeTypes(snapshot)) !== 'different') return
  try {
    await writeAttributeTypes(snapshot.folder, snapshot.connector)
  } catch (error) {
    if (!(error instanceof TacosmithError) || error.code !== 'output') throw error
  }
}

/** The file that {@link refreshTypesOfScripts} or {@link refreshExistingTypes} would write, where the caller writes it. */
export async function newAttributeTypes(
  snapshot: Snapshot,
  wanted: TypesWanted,
): Promise<{ file: string; text: string } | undefined> {
  if (wanted === 'for-scripts' && !isTypeScript(snapshot)) return undefined
  const state = await checkAttributeTypes(snapshot)
  const isOld = state === 'different' || (state === 'missing' && wanted === 'for-scripts')
  if (!isOld) return undefined
  return { file: join(snapshot.folder, attributeTypesFileName), text: attributeTypes(snapshot.connector) }
}

function isTypeScript({ scripts }: Snapshot): boolean {
  return scripts.some(({ sourcePath }) => /\.[mc]?tsx?$/.test(sourcePath))
}

type ReadConnector = Pick<Snapshot, 'folder' | 'connector'>

function isReadable({ files }: ReadConnector['connector']): boolean {
  return files.length > 0 && files.every(({ kind, document }) => kind === 'script' || document !== undefined)
}
