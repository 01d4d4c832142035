import { type KnownLine, knownLines, unknownErrorRemedy } from './known-lines.ts'
import { connectorsIn, type LogObject, partsOf, textsIn } from './log-object.ts'

/** A line of Tableau's log that has to do with connectors. */
export interface LogEntry {
  /** 1-based. */
  line: number
  /** As Tableau writes it, mostly without a zone; undefined where the line has none. */
  time: string | undefined
  severity: LogSeverity | undefined
  topic: LogTopic
  /** The classes and files of connectors that the line names. */
  connectors: string[]
  /** What it says; may hold line breaks. */
  text: string
  /** What to do about it, where that is known. */
  remedy?: string
}

/**
 * What a line is about.
 *
 * - `plugin`: a connector
 * - `script`: what the script engine says
 * - `signature`: what became of the check of a signature
 * - `connection`: what a driver says
 */
export type LogTopic = 'plugin' | 'script' | 'signature' | 'connection'

/** How bad it is. */
export type LogSeverity = 'error' | 'warning' | 'info' | 'debug'

/** What became of a line of a log. */
export type LogLine = { kind: 'entry'; entry: LogEntry } | { kind: 'other' } | { kind: 'unreadable' }

const pluginWord = 'connector-plugin'

/**
 * Reads one line of Tableau's log. The members of its JSON object are recognised by what they hold and not by their
 * names, which no documentation promises.
 *
 * @returns `unreadable` for what should be JSON and is not, `other` for what has nothing to do with connectors
 */
export function readLogLine(text: string, line: number): LogLine {
  const trimmed = text.trim()
  if (trimmed === '') return { kind: 'other' }
  if (!trimmed.startsWith('{')) return { kind: 'unreadable' }
  // Most lines have to do with something else, and reading them all takes time.
  if (!mayTell.test(trimmed)) return { kind: 'other' }
  const object = parseObject(trimmed)
  if (object === undefined) return { kind: 'unreadable' }
  const texts = textsIn(object)
  const known = knownLineIn(texts)
  const topic = known?.topic ?? (texts.some((one) => one.includes(pluginWord)) ? 'plugin' : undefined)
  if (topic === undefined) return { kind: 'other' }
  const isTelling = (value: string): boolean => known?.says.test(value) ?? false
  const { time, severity, message } = partsOf(object, (value) => value.startsWith(pluginWord), isTelling)
  const remedy = known === undefined && severity === 'error' ? unknownErrorRemedy : known?.remedy
  return {
    kind: 'entry',
    entry: {
      ...{ line, time, severity, topic, connectors: connectorsIn(object), text: message },
      ...(remedy !== undefined && { remedy }),
    },
  }
}

const mayTell = new RegExp([pluginWord, ...knownLines.map(({ says }) => says.source)].join('|'))

function knownLineIn(texts: readonly string[]): KnownLine | undefined {
  return knownLines.find(({ says }) => texts.some((text) => says.test(text)))
}

/**
 * Whether an entry is about a class of connectors: it names the class or a file that is called after it, or it names no
 * connector at all and says something about a script or a signature, or that something is wrong.
 */
export function isAbout(entry: LogEntry, className: string): boolean {
  const { connectors, topic, text, remedy } = entry
  const words = new RegExp(`(?<![A-Za-z0-9_])${escaped(className)}(?![A-Za-z0-9_])`)
  if (words.test(text) || connectors.some((name) => words.test(name))) return true
  return connectors.length === 0 && (topic !== 'plugin' || remedy !== undefined)
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}

function parseObject(text: string): LogObject | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}
