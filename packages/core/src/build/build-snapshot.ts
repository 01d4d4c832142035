import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { writeFileWhole } from '../output/index.ts'
import {
  type MinimumVersion,
  packageConnector,
  type Taco,
  type TacoEntry,
  tacoFileName,
} from '../package/index.ts'
import type { Report } from '../report/diagnostic.ts'
import { createReport } from '../report/report.ts'
import { applyRuleSettings } from '../rules/index.ts'
import type { SignedTaco } from '../sign/index.ts'
import { findingsOf, type SnapshotAdditions, sourceReader } from './check-snapshot.ts'
import { galleryFindings, withoutRepetition } from './gallery-findings.ts'
import { signIfAsked } from './sign-step.ts'
import type { SignatureCache } from './signature-cache.ts'
import { connectorWith, type Snapshot } from './snapshot.ts'

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

/** How a snapshot is built. */
export interface BuildSettings {
  /** False leaves the writing to the caller. */
  write: boolean
  onStep?: OnBuildStep | undefined
  /** What was signed before is not signed again. */
  signatures?: SignatureCache
}

/**
 * Validates, packages and, if asked to, signs what a snapshot holds, checks the result and writes it whole.
 *
 * @throws TacosmithError see `buildTaco`.
 */
export async function buildSnapshot(
  snapshot: Snapshot,
  additions: SnapshotAdditions,
  settings: BuildSettings,
): Promise<BuildResult> {
  const { options } = snapshot
  const { validate } = options
  settings.onStep?.({ name: 'validate' })
  const connector = await connectorWith(snapshot, additions.overlay)
  const readSource = sourceReader(connector, additions)
  const findings = await findingsOf(snapshot, connector, additions, 'build')
  const report = createReport(findings, validate)
  if (!report.ok && !validate.force) return { ok: false, report, readSource }

  settings.onStep?.({ name: 'package' })
  const taco = await packageConnector(connector)
  const signed = await signIfAsked(taco.bytes, snapshot, settings)
  const demands = await galleryFindings(options, connector, signed)
  const ofSigning = withoutRepetition(
    applyRuleSettings([...(signed?.warnings ?? []), ...demands], validate.rules),
  )
  const finalReport = createReport([...findings, ...ofSigning], validate)
  if (!finalReport.ok && !validate.force) return { ok: false, report: finalReport, readSource }

  const bytes = signed?.bytes ?? taco.bytes
  const fileName = tacoFileName(options.fileName, taco)
  const file = settings.write ? await written(bytes, fileName, snapshot, settings.onStep) : undefined
  return { ...described(taco, bytes, signed), fileName, file, report: finalReport, readSource }
}

async function written(
  bytes: Uint8Array,
  fileName: string,
  { cwd, options }: Snapshot,
  onStep: OnBuildStep | undefined,
): Promise<string> {
  const file = resolve(cwd, options.outDir, fileName)
  onStep?.({ name: 'write' })
  await writeFileWhole(file, bytes)
  return file
}

function described(
  taco: Taco,
  bytes: Uint8Array,
  signed: SignedTaco | undefined,
): Omit<BuiltTaco, 'fileName' | 'file' | 'report' | 'readSource'> {
  return {
    ok: true,
    bytes,
    class: taco.className,
    version: taco.pluginVersion,
    minTableauVersion: taco.minTableauVersion,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.length,
    entries: taco.entries,
    signature: signed && {
      signer: signed.signer,
      timestamp: signed.timestamp,
      validUntil: signed.validUntil,
    },
  }
}
