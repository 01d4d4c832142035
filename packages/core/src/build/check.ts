import type { OnBuildStep } from './build-result.ts'
import { type CheckedConnector, checkSnapshot, type SnapshotAdditions } from './check-snapshot.ts'
import { checkOptions } from './options/check-options.ts'
import type { TacoOptions } from './options/options.ts'
import { Session, type SessionContext } from './session.ts'

/** What `buildTaco` and `checkConnector` take in addition to the options. */
export interface BuildContext extends SessionContext, SnapshotAdditions {
  /** False leaves the writing to the caller: bundlers emit the bytes themselves. Default true. */
  write?: boolean
  /** Called when `buildTaco` begins with a step, for showing progress. */
  onStep?: OnBuildStep
}

/**
 * Validates a connector without packaging it.
 *
 * A script whose TypeScript or module source is next to it counts as present: a bundler will build it.
 *
 * @throws TacosmithError `usage` for a wrong option, `connector-not-found` where there is no connector.
 */
export async function checkConnector(
  options: TacoOptions = {},
  context: BuildContext = {},
): Promise<CheckedConnector> {
  checkOptions(options, 'configuration')
  // Nothing is signed: who only checks needs no key.
  const session = new Session({ ...options, sign: false }, context)
  return await checkSnapshot(await session.read(), context)
}
