import { readAttributes, type ScriptAttributes } from '../scripts/check/read-attributes.ts'
import { connectorWith, type Snapshot } from './snapshot.ts'

/**
 * Which attributes the scripts of a connector read.
 *
 * @param overlay - The scripts that a bundler built; those that it did not are left out.
 */
export async function attributesRead(
  snapshot: Snapshot,
  overlay: Record<string, string | Uint8Array> = {},
): Promise<ScriptAttributes[]> {
  const unbuilt = snapshot.modules.filter(({ path }) => overlay[path] === undefined)
  const connector = await connectorWith(snapshot, overlay)
  return readAttributes(connector).filter(({ path }) => !unbuilt.some((plan) => plan.path === path))
}
