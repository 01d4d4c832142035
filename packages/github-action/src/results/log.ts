import { endGroup, info, startGroup, warning } from '@actions/core'
import { formatPretty } from '@tacosmith/core'
import { visibleText } from '@tacosmith/core/adapter'
import type { ActionResult } from './action-result.ts'
import { annotate } from './annotations.ts'
import { signatureFacts, signatureLine } from './signature-facts.ts'
import { count, releaseText } from './texts.ts'

/**
 * Tells the findings: with their lines for people who read the log, and as annotations. The runner prints these too,
 * so they are in a group that nobody has to open.
 */
export function tellReport(
  { report, folder, readSource = () => undefined }: ActionResult,
  workspace: string,
): void {
  if (report === undefined || report.diagnostics.length === 0) return
  info(formatPretty(report, { readSource, color: false, width: 120 }).trimEnd())
  startGroup('The same as annotations')
  annotate(report, workspace, folder)
  endGroup()
}

/**
 * Tells which file there is, who signed it, and until when Tableau accepts it.
 *
 * @param isUnsignedOnPurpose - The input `sign` is false: for a tag that is a warning.
 */
export function tellFile(result: ActionResult, isUnsignedOnPurpose: boolean): void {
  const { taco, report, verdict, tag } = result
  const signature = signatureFacts(result)
  if (taco === undefined || signature === undefined) {
    if (report?.ok) info(`Checked: ${count(report.errors, 'error')}, ${count(report.warnings, 'warning')}`)
    return
  }
  const { name, class: className, version, bytes, minTableauVersion } = taco
  info(
    visibleText(
      `${name}: ${className} ${version}, ${bytes.length} bytes, for Tableau ${minTableauVersion} or newer`,
    ),
  )
  if (isUnsignedOnPurpose && tag !== undefined && verdict?.status === 'unsigned') {
    warning(
      visibleText(
        `sign is false, so ${name} for the tag ${tag} is not signed: Tableau loads it only with signature checks switched off`,
      ),
    )
  } else {
    info(visibleText(signatureLine(signature)))
  }
}

/** Tells where the release is, and what it is. */
export function tellRelease({ published, tag }: ActionResult): void {
  if (published !== undefined) info(visibleText(`Release ${tag}: ${releaseText(published)}`))
}
