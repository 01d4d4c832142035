import type { MinimumVersion, TacoEntry } from '../package/index.ts'
import type { Report } from '../report/diagnostic.ts'
import type { SignedTaco } from '../sign/index.ts'

/** Who signed a `.taco`, and until when the signature is good. */
export type TacoSignature = Pick<SignedTaco, 'signer' | 'validUntil'> & { timestamp: SignedTaco['timestamp'] }

/** A `.taco` that was built. */
export interface BuiltTaco {
  ok: true
  /** The name of the file, without folder. */
  fileName: string
  /** The absolute path of the file; undefined where the caller writes it. */
  file: string | undefined
  bytes: Uint8Array
  class: string
  version: string
  minTableauVersion: MinimumVersion
  /** Lower-case hexadecimal, of the whole file. */
  sha256: string
  /** Bytes. */
  size: number
  entries: TacoEntry[]
  /** Who signed it and until when it is good; undefined for an unsigned file. */
  signature: TacoSignature | undefined
  report: Report
  /** See `CheckedConnector.readSource`. */
  readSource(file: string): string | undefined
}

/** A build that stopped because the connector has errors: nothing was written. */
export interface RefusedBuild {
  ok: false
  report: Report
  /** See `CheckedConnector.readSource`. */
  readSource(file: string): string | undefined
}

export type BuildResult = BuiltTaco | RefusedBuild

/** What a build is doing; while it waits for a timestamp, with the host it waits for. */
export type BuildStep =
  | { name: 'validate' | 'package' | 'sign' | 'verify' | 'write' }
  | { name: 'timestamp'; authority: string }

/** Called when a build begins with a step. */
export type OnBuildStep = (step: BuildStep) => void
