import { join } from 'node:path'
import type { Connector } from '../../connector/connector.ts'
import { compareFile, writeFileIfChanged } from '../../output/index.ts'
import { attributeTypes, attributeTypesFileName } from './attribute-types.ts'

/**
 * Writes the types of a connector's attributes to `tacosmith-env.d.ts` in its folder, see {@link attributeTypes}.
 *
 * A file that is up to date is left alone, so that watchers and editors stay calm.
 *
 * @param folder - The connector folder.
 * @throws TacosmithError `output` where the file cannot be written.
 */
export async function writeAttributeTypes(
  folder: string,
  connector: Connector,
): Promise<'written' | 'unchanged'> {
  return await writeFileIfChanged(
    join(folder, attributeTypesFileName),
    Buffer.from(attributeTypes(connector)),
  )
}

/** How the types in a connector's folder compare with those that {@link writeAttributeTypes} would write. */
export async function compareAttributeTypes(
  folder: string,
  connector: Connector,
): Promise<'equal' | 'different' | 'missing'> {
  return await compareFile(join(folder, attributeTypesFileName), Buffer.from(attributeTypes(connector)))
}
