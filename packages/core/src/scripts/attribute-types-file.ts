import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Connector } from '../connector/connector.ts'
import { writeFileWhole } from '../output.ts'
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
  const path = join(folder, attributeTypesFileName)
  const wanted = Buffer.from(attributeTypes(connector))
  const present = await readFile(path).catch(() => undefined)
  if (present?.equals(wanted)) return 'unchanged'
  await writeFileWhole(path, wanted)
  return 'written'
}
