import type { Diagnostic, Report } from './diagnostics/diagnostic.ts'
import { formatPretty } from './diagnostics/format-pretty.ts'
import type { TacosmithError } from './errors.ts'

/** A finding that does not fail the build, for a bundler that prints no place of its own. */
export function findingMessage({ file, line, column, message, rule, help }: Diagnostic): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':')
  return [`${place ? `${place} ` : ''}${message} (${rule})`, help].filter(Boolean).join('\n  ')
}

/** All findings of a refused build in one text, for a bundler that takes a single error for each build. */
export function refusalMessage(report: Report, readSource: (file: string) => string | undefined): string {
  return `the connector has errors, no .taco was made\n\n${formatPretty(report, { readSource, color: false })}`
}

/** An error of core in the words of a build error. */
export function errorMessage(error: TacosmithError): string {
  return error.help ? `${error.message}\n  ${error.help}` : error.message
}
