import {
  type ConnectorDiff,
  diffConnectors,
  readConnector,
  TacosmithError,
  tacoSource,
} from '@tacosmith/core'
import { reachesReview } from '@tacosmith/core/adapter'
import type { Inputs } from '../inputs/inputs.ts'
import type { PreviousTaco } from '../release/previous-taco.ts'

/** Compares a `.taco` with the one before it. */
export async function reviewChanges(previous: PreviousTaco, bytes: Uint8Array): Promise<ConnectorDiff> {
  const [old, updated] = await Promise.all([
    readConnector(await tacoSource(previous.bytes, previous.name)),
    readConnector(await tacoSource(bytes)),
  ])
  return diffConnectors({ connector: old }, { connector: updated })
}

/** @throws TacosmithError `connector-invalid` where the changes need a closer review than is allowed. */
export function refuseReview(diff: ConnectorDiff, { failOnReview }: Inputs): void {
  if (failOnReview === undefined || !reachesReview(diff.review, failOnReview)) return
  const reasons = diff.changes.filter(({ review }) => review === diff.review).map(({ subject }) => subject)
  throw new TacosmithError(
    'connector-invalid',
    `the changes are of review class ${diff.review} (${[...new Set(reasons)].join(', ')})`,
    { help: `fail-on-review is ${failOnReview}: plan the review, or raise the limit.` },
  )
}
