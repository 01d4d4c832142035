import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { type BuildContext, openConnector, sourceReader, validateWithScripts } from './check.ts'
import type { Report } from '../report/diagnostic.ts'
import { createReport } from '../report/report.ts'
import type { TacoOptions } from '../options.ts'
import { writeFileWhole } from '../output/index.ts'
import { type MinimumVersion, packageConnector, type TacoEntry, tacoFileName } from '../package/index.ts'
import { resolveOptions } from '../resolve-options.ts'
import type { SignedTaco } from '../sign/index.ts'
import { signIfAsked } from './sign-step.ts'
import { applyRuleSettings } from '../rules/index.ts'

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
  /** See {@link CheckedConnector.readSource}. */
  readSource(file: string): string | undefined
}

/** A build that stopped because the connector has errors: nothing was written. */
export interface RefusedBuild {
  ok: false
  report: Report
  /** See {@link CheckedConnector.readSource}. */
  readSource(file: string): string | undefined
}

export type BuildResult = BuiltTaco | RefusedBuild

/**
 * Reads, validates, packages and, if asked to, signs a connector, checks the result and writes it whole: the one
 * call that every adapter makes.
 *
 * A connector with errors is not an exception but a {@link RefusedBuild} that holds the findings.
 *
 * @throws TacosmithError where an option is wrong, the folder is missing, the key cannot sign, no timestamp
 *   authority answers, or the file cannot be written. Nothing is left half-written.
 */
export async function buildTaco(options: TacoOptions = {}, context: BuildContext = {}): Promise<BuildResult> {
  const resolved = resolveOptions(options, context.environment)
  context.onStep?.({ name: 'validate' })
  const opened = await openConnector(resolved, context)
  const { connector } = opened
  const readSource = sourceReader(connector, context)
  const findings = await validateWithScripts(opened, resolved, context, 'build')
  const report = createReport(findings, resolved.validate)
  if (!report.ok && !resolved.validate.force) return { ok: false, report, readSource }

  context.onStep?.({ name: 'package' })
  const taco = await packageConnector(connector)
  const fileName = tacoFileName(resolved.fileName, taco)
  const signed = await signIfAsked(taco.bytes, resolved, context)
  const bytes = signed?.bytes ?? taco.bytes
  const finalReport = createReport(
    [...findings, ...applyRuleSettings(signed?.warnings ?? [], resolved.validate.rules)],
    resolved.validate,
  )
  if (!finalReport.ok && !resolved.validate.force) return { ok: false, report: finalReport, readSource }

  const file = context.write === false ? undefined : resolve(context.cwd ?? '.', resolved.outDir, fileName)
  if (file !== undefined) {
    context.onStep?.({ name: 'write' })
    await writeFileWhole(file, bytes)
  }
  return {
    ok: true,
    fileName,
    file,
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
    report: finalReport,
    readSource,
  }
}
