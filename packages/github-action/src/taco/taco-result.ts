import type { Report, Verdict } from '@tacosmith/core'
import type { TacoSignature } from '@tacosmith/core/adapter'

/** A `.taco` that the action made or took over. */
export interface TacoResult {
  /** Absolute. */
  file: string
  name: string
  bytes: Uint8Array
  class: string
  version: string
  minTableauVersion: string
  sha256: string
  entries: { name: string; size: number }[]
  /** The signature that was made in this run. */
  signature: TacoSignature | undefined
  isDevelopmentSigned: boolean
}

/** What came of checking, and of building where that was asked for. */
export interface Outcome {
  report: Report
  readSource(file: string): string | undefined
  /** Undefined where nothing was to be built, or the report says why nothing was. */
  taco: TacoResult | undefined
  /** What a JDK and Tableau say of the signature; undefined where there is no file, or it was not judged. */
  verdict?: Verdict
}
