import type { Connector } from '../connector/connector.ts'
import { attributeValue, findPath } from '../connector/index.ts'
import { packageConnector, type Taco } from '../package/index.ts'
import type { Diagnostic, Report } from '../report/diagnostic.ts'
import { createReport } from '../report/report.ts'
import type { OnBuildStep } from './build-result.ts'
import { findingsOf, type SnapshotAdditions, sourceReader } from './check-snapshot.ts'
import { connectorWith, type Snapshot } from './snapshot.ts'

/** A connector that was checked and packaged. It is plain data, which another thread may have made. */
export interface PackedConnector {
  ok: true
  /** Not signed. */
  taco: Taco
  /** What was found up to now: signing may add to it. */
  findings: readonly Diagnostic[]
  /** The company of the manifest; undefined where it names none. */
  vendor: string | undefined
}

/** A connector that is not packaged because of its errors. */
export interface RefusedConnector {
  ok: false
  report: Report
}

/**
 * The part of a build that needs nothing but the connector: checks and packages what a snapshot holds.
 *
 * @returns also the reader of the files that findings name
 * @throws TacosmithError `connector-invalid` where there is nothing to package.
 */
export async function packSnapshot(
  snapshot: Snapshot,
  additions: SnapshotAdditions,
  onStep?: OnBuildStep,
): Promise<(PackedConnector | RefusedConnector) & { readSource(file: string): string | undefined }> {
  const { validate } = snapshot.options
  onStep?.({ name: 'validate' })
  const connector = await connectorWith(snapshot, additions.overlay)
  const readSource = sourceReader(connector, additions)
  const findings = await findingsOf(snapshot, connector, additions, 'build')
  const report = createReport(findings, validate)
  if (!report.ok && !validate.force) return { ok: false, report, readSource }
  onStep?.({ name: 'package' })
  const taco = await packageConnector(connector)
  return { ok: true, taco, findings, vendor: vendorOf(connector), readSource }
}

function vendorOf({ files }: Connector): string | undefined {
  const manifest = files.find(({ kind }) => kind === 'manifest')?.document
  const company = manifest && findPath(manifest.root, 'vendor-information', 'company')
  return (company && attributeValue(company, 'name')) || undefined
}
