import type { PrintedReport } from '../terminal/printed-report.ts'
import type { JobResult } from './connector-job.ts'

/** A connector that was worked on, as it is told. */
export type ConnectorReport = PrintedReport & {
  folder: string
  engine?: NonNullable<JobResult['engine']>
}

/** @param path - As the command line names the connector. */
export function reportOf(path: string, result: JobResult): ConnectorReport {
  const { folder, report, engine, sources, version } = result
  const readSource = (file: string): string | undefined => sources[file]
  const identity = { class: result.class, version }
  return { path, folder, identity, report, readSource, ...(engine && { engine }) }
}
