import type { BuildResult } from './build-result.ts'
import { buildSnapshot } from './build-snapshot.ts'
import type { BuildContext } from './check.ts'
import type { TacoOptions } from './options/options.ts'
import { Session } from './session.ts'

/**
 * Reads, validates, packages and, if asked to, signs a connector, checks the result and writes it whole: a
 * {@link Session} with one snapshot.
 *
 * A connector with errors is not an exception but a {@link RefusedBuild} that holds the findings.
 *
 * @throws TacosmithError where an option is wrong, the folder is missing, the key cannot sign, no timestamp
 *   authority answers, or the file cannot be written. Nothing is left half-written.
 */
export async function buildTaco(options: TacoOptions = {}, context: BuildContext = {}): Promise<BuildResult> {
  const { onStep, write = true } = context
  return await buildSnapshot(await new Session(options, context).read(), context, { write, onStep })
}
