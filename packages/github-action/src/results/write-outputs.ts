import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setOutput } from '@actions/core'
import { formatSarif, TacosmithError } from '@tacosmith/core'
import { ruleDescriptions, writeFileWhole } from '@tacosmith/core/adapter'
import type { Inputs } from '../inputs/inputs.ts'
import { version } from '../version.ts'
import type { ActionResult } from './action-result.ts'
import { signatureFacts } from './signature-facts.ts'

/**
 * Writes the outputs of the action, the report and, where asked for, the SARIF file.
 *
 * @throws TacosmithError `output` where a file cannot be written.
 */
export async function writeOutputs(result: ActionResult, inputs: Inputs, workspace: string): Promise<void> {
  const { taco, report, published, diff } = result
  const signature = signatureFacts(result)
  const outputs: Record<string, string | undefined> = {
    'taco-path': taco?.file,
    'taco-name': taco?.name,
    class: taco?.class,
    version: taco?.version,
    'min-tableau-version': taco?.minTableauVersion,
    sha256: taco?.sha256,
    signed: signature && String(signature.isSigned),
    signer: signature?.subject,
    'valid-until': signature?.validUntil,
    'release-url': published?.releaseUrl,
    'release-id': published && String(published.releaseId),
    draft: published && String(published.isDraft),
    prerelease: published && String(published.isPrerelease),
    'asset-url': published?.assetUrl,
    'review-class': diff?.review,
    'report-path': report && (await writeReport(result)),
  }
  for (const [name, value] of Object.entries(outputs)) if (value !== undefined) setOutput(name, value)
  if (inputs.sarifFile !== undefined && report !== undefined) {
    const readSource = result.readSource ?? (() => undefined)
    const sarif = formatSarif(report, {
      rules: ruleDescriptions,
      version: version(),
      readSource,
      folder: result.folder ?? '',
    })
    await writeSarif(resolve(workspace, inputs.sarifFile), sarif)
  }
}

/** The fault of a path calls it as the input does. */
async function writeSarif(path: string, text: string): Promise<void> {
  await writeFileWhole(path, Buffer.from(text)).catch((cause: unknown) => {
    if (!(cause instanceof TacosmithError)) throw cause
    const { code, message, help } = cause
    throw new TacosmithError(code, `sarif-file: ${message}`, { ...(help && { help }), cause })
  })
}

async function writeReport({ taco, report, verdict, diff, published }: ActionResult): Promise<string> {
  const { bytes: _, ...file } = taco ?? {}
  const path = join(process.env.RUNNER_TEMP || tmpdir(), `tacosmith-report-${process.pid}.json`)
  const document = { taco: taco ? file : null, report, verdict, diff, published }
  await writeFileWhole(path, Buffer.from(`${JSON.stringify(document, null, 2)}\n`))
  return path
}
