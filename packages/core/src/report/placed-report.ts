import { posix } from 'node:path'
import type { Report } from './diagnostic.ts'

/** A report, and where the files are that it is about. */
export interface PlacedReport {
  report: Report
  /** What was checked, as people call it: a folder or a file. */
  name: string
  /** The folder that the files of the report are in, as the repository knows it, forward slashes; empty for its root. */
  folder: string
  /** The text of a file; findings are recognised by their line when others move them. */
  readSource(file: string): string | undefined
}

/** A file's path as seen from where the path of its folder starts; it may be outside of the folder. */
export function inFolder(file: string, folder: string): string {
  return folder === '' ? file : posix.join(folder, file)
}

/** Where a finding is shown that names no file: it is about the connector as a whole. */
export const wholeConnectorFile = 'manifest.xml'
