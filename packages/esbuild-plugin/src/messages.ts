import { join, relative } from 'node:path'
import { type Diagnostic, type Project, type Report, type SourcePlace, TacosmithError } from '@tacosmith/core'
import type { PartialMessage } from 'esbuild'

/** What a plugin tells esbuild. */
export interface Messages {
  errors: PartialMessage[]
  warnings: PartialMessage[]
}

/** What core reports of a connector, with or without a `.taco`. */
interface Reported {
  ok: boolean
  report: Report
  readSource(file: string): string | undefined
}

/**
 * All findings. Those of a build that was made by force are warnings, for esbuild takes a build with an error for one
 * without result; where warnings count as errors, they are errors.
 */
export function reportMessages(
  { ok, report, readSource }: Reported,
  project: Project | undefined,
  cwd: string,
): Messages {
  const isStrict = project?.options.validate.warningsAsErrors ?? false
  const messages: Messages = { errors: [], warnings: [] }
  for (const finding of report.diagnostics) {
    const fails = !ok && (finding.severity === 'error' || (isStrict && finding.severity === 'warning'))
    const message = findingMessage(finding, project?.folder ?? cwd, cwd, readSource)
    messages[fails ? 'errors' : 'warnings'].push(message)
  }
  return messages
}

/** An error of core; a fault of our own keeps its stack. */
export function errorMessages(cause: unknown): Messages {
  if (!(cause instanceof TacosmithError) || cause.code === 'internal') throw cause
  return { errors: [errorMessage(cause)], warnings: [] }
}

/** An error of core, without the stack. */
export function errorMessage({ message, help }: TacosmithError): PartialMessage {
  return { text: message, notes: help ? [{ text: help }] : [] }
}

/** A place as esbuild tells it: relative to the working folder, columns from 0 and in bytes. */
export function location(
  { file, line, column, text = '' }: SourcePlace,
  folder: string,
  cwd: string,
): NonNullable<PartialMessage['location']> {
  const lineText = text.split(/\r\n|\r|\n/)[line - 1] ?? ''
  const column0 = Buffer.byteLength(lineText.slice(0, column - 1))
  return { file: relative(cwd, join(folder, file)), line, column: column0, lineText }
}

function findingMessage(
  { rule, message, help, url, file, line = 1, column = 1 }: Diagnostic,
  folder: string,
  cwd: string,
  readSource: (file: string) => string | undefined,
): PartialMessage {
  const notes = [help, url && `See ${url}`].flatMap((text) => (text ? [{ text }] : []))
  const place = file === undefined ? undefined : { file, line, column, text: readSource(file) }
  return {
    id: rule,
    text: `${message} (${rule})`,
    notes,
    ...(place ? { location: location(place, folder, cwd) } : {}),
  }
}
