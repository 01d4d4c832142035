import { relative } from 'node:path'
import type { BuildResult } from '@tacosmith/core'
import {
  type BuildMessage,
  type BundlerPlace,
  buildMessages,
  isUserError,
  type Snapshot,
  visibleLine,
  visibleLines,
  visibleText,
} from '@tacosmith/core/adapter'
import type { Message, PartialMessage } from 'esbuild'

/** What a plugin reports to esbuild. */
export interface Messages {
  errors: PartialMessage[]
  warnings: PartialMessage[]
}

/** Adds all findings. esbuild knows no milder message than a warning. */
export function addFindings(messages: Messages, result: BuildResult, snapshot: Snapshot, cwd: string): void {
  for (const message of buildMessages(result, snapshot)) {
    messages[message.level === 'error' ? 'errors' : 'warnings'].push(findingMessage(message, cwd))
  }
}

/** What has come up since messages were reported. */
export function messagesSince(earlier: Messages, current: Messages): Messages {
  const known = new Set([...earlier.errors, ...earlier.warnings].map((message) => JSON.stringify(message)))
  const isNew = (message: PartialMessage) => !known.has(JSON.stringify(message))
  return { errors: current.errors.filter(isNew), warnings: current.warnings.filter(isNew) }
}

/** An error of core, without the stack; a fault of our own keeps it. */
export function errorMessage(cause: unknown): PartialMessage {
  if (!isUserError(cause)) throw cause
  const { message, help } = cause
  return { text: visibleLines(message), notes: help ? [{ text: visibleLines(help) }] : [] }
}

/** What esbuild says of a module, which holds its source and its name: what steers terminals is made visible. */
export function printable<M extends PartialMessage | Message>({
  text,
  location: place,
  notes,
  ...others
}: M): M {
  return {
    ...others,
    text: visibleLines(text ?? ''),
    location: place && printablePlace(place),
    notes: notes?.map((note) => ({ ...note, text: visibleLines(note.text ?? '') })),
  } as M
}

/** Columns and lengths are in bytes, and what takes a character's place has others. */
function printablePlace(place: NonNullable<PartialMessage['location']>): typeof place {
  const { lineText = '', column = 0, length = 0 } = place
  const bytes = Buffer.from(lineText)
  const shown = (start: number, end: number) => visibleLine(bytes.subarray(start, end).toString())
  return {
    ...place,
    lineText: visibleLine(lineText),
    column: Buffer.byteLength(shown(0, column)),
    length: Buffer.byteLength(shown(column, column + length)),
  }
}

/** A place as esbuild gives it: relative to the working folder, columns in bytes. */
export function location(place: BundlerPlace, cwd: string): NonNullable<PartialMessage['location']> {
  const column = Buffer.byteLength(place.lineText.slice(0, place.column))
  return { ...place, file: relative(cwd, place.file), column }
}

function findingMessage({ finding, place }: BuildMessage, cwd: string): PartialMessage {
  const { rule, message, help, url } = finding
  const notes = [help, url && `See ${url}`].flatMap((text) => (text ? [{ text: visibleText(text) }] : []))
  return {
    id: rule,
    text: visibleText(`${message} (${rule})`),
    notes,
    ...(place && { location: location(place, cwd) }),
  }
}
