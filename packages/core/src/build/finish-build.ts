import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { writeFileWhole } from '../output/index.ts'
import { type Taco, tacoFileName } from '../package/index.ts'
import { createReport } from '../report/report.ts'
import { applyRuleSettings } from '../rules/index.ts'
import type { SignedTaco } from '../sign/index.ts'
import type { BuildResult, BuiltTaco, OnBuildStep } from './build-result.ts'
import { galleryFindings, withoutRepetition } from './gallery-findings.ts'
import type { OpenedSigners } from './opened-signers.ts'
import type { PackedConnector } from './pack-snapshot.ts'
import { signIfAsked } from './sign-step.ts'
import type { SignatureCache } from './signature-cache.ts'
import type { Snapshot } from './snapshot.ts'

/** How a build is ended. */
export interface BuildSettings {
  /** False leaves the writing to the caller. */
  write: boolean
  onStep?: OnBuildStep | undefined
  /** What was signed before is not signed again. */
  signatures?: SignatureCache
  /** For several connectors: keys that were opened before are not opened again. There is no cache of signatures then. */
  signers?: OpenedSigners
}

/** What the end of a build needs to know of its options. */
export interface BuildTarget extends Pick<Snapshot, 'options' | 'cwd' | 'isFolder'> {
  /** For a cache of signatures. */
  outside?: Pick<Snapshot['outside'], 'signingDigest'>
}

/** A packaged connector, and where its files can be read for code frames. */
export type ReadablePacked = PackedConnector & { readSource(file: string): string | undefined }

/**
 * The part of a build that comes after packaging: signs if asked to, checks the result and writes it whole.
 *
 * @throws TacosmithError see `buildTaco`.
 */
export async function finishBuild(
  packed: ReadablePacked,
  target: BuildTarget,
  settings: BuildSettings,
): Promise<BuildResult> {
  const { taco, findings, vendor, readSource } = packed
  const { options } = target
  const { validate } = options
  const signed = await signIfAsked(taco.bytes, target, settings)
  const demands = await galleryFindings(options, vendor, signed)
  const ofSigning = withoutRepetition(
    applyRuleSettings([...(signed?.warnings ?? []), ...demands], validate.rules),
  )
  const report = createReport([...findings, ...ofSigning], validate)
  if (!report.ok && !validate.force) return { ok: false, report, readSource }

  const bytes = signed?.bytes ?? taco.bytes
  const fileName = tacoFileName(options.fileName, taco)
  const file = settings.write ? await written(bytes, fileName, target, settings.onStep) : undefined
  return { ...described(taco, bytes, signed), fileName, file, report, readSource }
}

async function written(
  bytes: Uint8Array,
  fileName: string,
  { cwd, options }: BuildTarget,
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
