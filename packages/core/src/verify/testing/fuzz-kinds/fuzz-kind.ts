import type { Random } from '@tacosmith/test-kit'
import type { Workshop } from '../workshop.ts'

/** A signed file that was changed somewhere. */
export interface FuzzMutant {
  /** What was changed, for the report. */
  what: string
  bytes: Uint8Array
}

/**
 * A part of a signed file that is changed at random. What lies above the change is digested and signed again, so that the
 * change is what readers get to see, not a digest that is wrong.
 */
export interface FuzzKind {
  name: string
  /** Roots that are to be trusted besides that of the workshop. */
  anchors?(random: Random): readonly Uint8Array[]
  mutant(random: Random, shop: Workshop): FuzzMutant | Promise<FuzzMutant>
}
