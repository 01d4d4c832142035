import { join } from 'node:path'
import { isErrorCode, TacosmithError } from '../errors.ts'
import type { Diagnostic, Report, Severity } from '../report/diagnostic.ts'
import { formatPretty } from '../report/format-pretty.ts'
import { visibleLine, visibleLines, visibleText } from '../report/visible-text.ts'
import type { SourcePlace } from '../scripts/bundle/check-bundle.ts'
import type { BuildResult } from './build-result.ts'
import type { Snapshot } from './snapshot.ts'

/** A place as bundlers name it. */
export interface BundlerPlace {
  /** Absolute. */
  file: string
  /** 1-based. */
  line: number
  /** 0-based, in UTF-16 code units. */
  column: number
  /** The whole line, safe to print; empty where the text is not known. */
  lineText: string
}

/** A finding in the form that a bundler gets. */
export interface BuildMessage {
  /**
   * How the bundler should take it: where warnings fail the build they are errors, and where a `.taco` is made by
   * force errors are warnings, for bundlers take a build with an error for one without result.
   */
  level: Severity
  finding: Diagnostic
  /** Undefined where the finding belongs to no file. */
  place: BundlerPlace | undefined
}

/** All findings of a build, in the form that its bundler gets. */
export function buildMessages(
  { ok, report, readSource }: BuildResult,
  snapshot: Pick<Snapshot, 'folder' | 'options'>,
): BuildMessage[] {
  const { warningsAsErrors } = snapshot.options.validate
  return report.diagnostics.map((finding) => {
    const { severity, file, line = 1, column = 1 } = finding
    const fails = !ok && (severity === 'error' || (warningsAsErrors && severity === 'warning'))
    const level = fails ? 'error' : severity === 'error' ? 'warning' : severity
    const place = file === undefined ? undefined : { file, line, column, text: readSource(file) }
    return { level, finding, place: place && bundlerPlace(place, snapshot.folder) }
  })
}

/** The place of a finding in the terms of a bundler. */
export function bundlerPlace(
  { file, line, column, text = '' }: SourcePlace,
  connectorFolder: string,
): BundlerPlace {
  const lineText = visibleLine(text.split(/\r\n|\r|\n/)[line - 1] ?? '')
  return { file: join(connectorFolder, file), line, column: column - 1, lineText }
}

/** A finding in one text, for a bundler that prints no place of its own. */
export function findingMessage({ file, line, column, message, rule, help }: Diagnostic): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':')
  const texts = [`${place ? `${place} ` : ''}${message} (${rule})`, help].filter((text) => text !== undefined)
  return texts.map(visibleText).join('\n  ')
}

/** A finding with its code frame, as the report shows it. */
export function findingWithFrame(finding: Diagnostic, readSource: BuildResult['readSource']): string {
  const report = { ok: false, errors: 0, warnings: 0, diagnostics: [finding] }
  const text = formatPretty(report, { readSource, color: false }).trimEnd()
  // The last line counts the findings.
  return text.slice(0, text.lastIndexOf('\n')).trimEnd()
}

/** All findings of a refused build in one text, for a bundler that takes a single error for each build. */
export function refusalMessage(report: Report, readSource: (file: string) => string | undefined): string {
  return `the connector has errors, no .taco was created\n\n${formatPretty(report, { readSource, color: false })}`
}

/** An error of core as the text of a build error. */
export function errorMessage(error: TacosmithError): string {
  return visibleLines(error.help ? `${error.message}\n  ${error.help}` : error.message)
}

/**
 * Distinguishes errors whose message says everything from bugs of tacosmith, which need their stack. An unknown code is
 * a bug: nothing says what it means.
 */
export function isUserError(cause: unknown): cause is TacosmithError {
  return cause instanceof TacosmithError && isErrorCode(cause.code) && cause.code !== 'internal'
}
