import { relative } from 'node:path'
import {
  type BuildMessage,
  type BuildResult,
  type BundlerPlace,
  buildMessages,
  isTellableError,
  type Project,
  type TacosmithError,
} from '@tacosmith/core'
import type { PartialMessage } from 'esbuild'

/** What a plugin tells esbuild. */
export interface Messages {
  errors: PartialMessage[]
  warnings: PartialMessage[]
}

/** All findings. esbuild knows no milder message than a warning. */
export function reportMessages(result: BuildResult, project: Project | undefined, cwd: string): Messages {
  const messages: Messages = { errors: [], warnings: [] }
  if (!project) return messages
  for (const message of buildMessages(result, project)) {
    messages[message.level === 'error' ? 'errors' : 'warnings'].push(findingMessage(message, cwd))
  }
  return messages
}

/** An error of core; a fault of our own keeps its stack. */
export function errorMessages(cause: unknown): Messages {
  if (!isTellableError(cause)) throw cause
  return { errors: [errorMessage(cause)], warnings: [] }
}

/** An error of core, without the stack. */
export function errorMessage({ message, help }: TacosmithError): PartialMessage {
  return { text: message, notes: help ? [{ text: help }] : [] }
}

/** A place as esbuild tells it: relative to the working folder, columns in bytes. */
export function location(
  { file, line, column, lineText }: BundlerPlace,
  cwd: string,
): NonNullable<PartialMessage['location']> {
  const bytesBefore = Buffer.byteLength(lineText.slice(0, column))
  return { file: relative(cwd, file), line, column: bytesBefore, lineText }
}

function findingMessage({ finding, place }: BuildMessage, cwd: string): PartialMessage {
  const { rule, message, help, url } = finding
  const notes = [help, url && `See ${url}`].flatMap((text) => (text ? [{ text }] : []))
  const located = place ? { location: location(place, cwd) } : {}
  return { id: rule, text: `${message} (${rule})`, notes, ...located }
}
