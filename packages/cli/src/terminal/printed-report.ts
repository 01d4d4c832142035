import type { Report } from '@tacosmith/core'

/** A report that is to be printed. */
export interface PrintedReport {
  /** What was checked, absolute. */
  path: string
  /** The folder that the report's files are in, absolute; undefined where they are in an archive. */
  folder: string | undefined
  report: Report
  /** What the manifest of a connector says; left out where something else was checked. */
  identity?: { class: string | undefined; version: string | undefined }
  readSource(file: string): string | undefined
}

/** Something that could not be checked, and why. */
export interface FailedTarget {
  /** Absolute. */
  path: string
  error: { code: string; message: string; help?: string }
}
