import type { ConnectorDiff } from '@tacosmith/core'
import type { TestedConnector } from '@tacosmith/preview'
import type { PublishedTaco } from '../release/publish-taco.ts'
import type { Outcome } from '../taco/taco-result.ts'

/** All that a run of the action came to; grows step by step, and is reported even if a step fails. */
export interface ActionResult extends Partial<Outcome> {
  /** The connector's folder as the repository knows it; undefined where there is none, but only a `.taco`. */
  folder?: string
  tag: string | undefined
  diff?: ConnectorDiff
  published?: PublishedTaco
  /** What came of the scenarios beside the connector. */
  scenarios?: TestedConnector
}
