import type { Report, TacoOptions } from '@tacosmith/core'
import type { CheckedConnector, PackedConnector } from '@tacosmith/core/adapter'

/** One of several connectors to be checked or packaged. It is plain data, for another thread. */
export interface ConnectorJob {
  purpose: 'check' | 'build'
  /** They never sign, which is the main thread's to do: no key and no password goes to another one. */
  options: TacoOptions & { connector: string; sign: false }
  /** Where relative paths in the options start. */
  cwd: string
  /** See `openUntrusted`. */
  untrusted: boolean
}

/** What came of it. */
export interface JobResult {
  /** The connector's folder, absolute. */
  folder: string
  /** What the manifest says. */
  class: string | undefined
  version: string | undefined
  engine: CheckedConnector['engine'] | undefined
  /** What was found, before anything is signed. */
  report: Report
  /** The texts of the files that findings name. */
  sources: Record<string, string>
  /** The types of attributes, where they are out of date: the main thread writes them. */
  types: { file: string; text: string } | undefined
  /** Undefined where it was only to be checked, or has errors. */
  packed: PackedConnector | undefined
}

/** Why there is no result. */
export interface JobFailure {
  code: string
  message: string
  help?: string
  /** Of a fault of ours. */
  stack?: string
}

/** What a thread answers. */
export type JobAnswer = { result: JobResult } | { failure: JobFailure }
