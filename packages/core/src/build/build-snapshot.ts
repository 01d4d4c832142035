import type { BuildResult } from './build-result.ts'
import type { SnapshotAdditions } from './check-snapshot.ts'
import { type BuildSettings, finishBuild } from './finish-build.ts'
import { packSnapshot } from './pack-snapshot.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * Validates, packages and, if asked to, signs what a snapshot holds, checks the result and writes it whole.
 *
 * @throws TacosmithError see `buildTaco`.
 */
export async function buildSnapshot(
  snapshot: Snapshot,
  additions: SnapshotAdditions,
  settings: BuildSettings,
): Promise<BuildResult> {
  const packed = await packSnapshot(snapshot, additions, settings.onStep)
  return packed.ok ? await finishBuild(packed, snapshot, settings) : packed
}
