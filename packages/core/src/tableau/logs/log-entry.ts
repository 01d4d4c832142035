import { connectorsIn, type LogObject, partsOf, textsIn } from './log-object.ts'
import { remedyFor, signatureTexts } from './remedies.ts'

/** A line of Tableau's log that has to do with connectors. */
export interface LogEntry {
  /** 1-based. */
  line: number
  /** As Tableau writes it, mostly without a zone; undefined where the line has none. */
  time: string | undefined
  severity: LogSeverity | undefined
  /**
   * - `plugin`: about a connector
   * - `script`: what the script engine says
   * - `signature`: what became of the check of a signature
   */
  topic: 'plugin' | 'script' | 'signature'
  /** The classes and files of connectors that the line names. */
  connectors: string[]
  /** What it says; may hold line breaks. */
  text: string
  /** What to do about it, where that is known. */
  remedy?: string
}

/** How bad it is. */
export type LogSeverity = 'error' | 'warning' | 'info' | 'debug'

/** What became of a line of a log. */
export type LogLine = { kind: 'entry'; entry: LogEntry } | { kind: 'other' } | { kind: 'unreadable' }

const scriptEngine = 'QJSEngine'
const pluginWord = 'connector-plugin'

/** One of these is in each line that has to do with connectors. */
const needles: readonly string[] = [pluginWord, scriptEngine, ...signatureTexts]

/**
 * Reads one line of Tableau's log. The members of its JSON object are recognised by what they hold and not by their
 * names, which no documentation promises.
 *
 * @returns `unreadable` for what should be JSON and is none, `other` for what has nothing to do with connectors
 */
export function readLogLine(text: string, line: number): LogLine {
  const trimmed = text.trim()
  if (trimmed === '') return { kind: 'other' }
  if (!trimmed.startsWith('{')) return { kind: 'unreadable' }
  // Most lines have to do with something else, and reading them all takes time.
  if (!needles.some((needle) => trimmed.includes(needle))) return { kind: 'other' }
  const object = parseObject(trimmed)
  if (object === undefined) return { kind: 'unreadable' }
  const texts = textsIn(object)
  const topic = topicOf(texts)
  if (topic === undefined) return { kind: 'other' }
  const { time, severity, message } = partsOf(object, (value) => value.startsWith(pluginWord), [
    scriptEngine,
    ...signatureTexts,
  ])
  const remedy = remedyFor(topic, texts)
  return {
    kind: 'entry',
    entry: {
      ...{ line, time, severity, topic, connectors: connectorsIn(object), text: message },
      ...(remedy !== undefined && { remedy }),
    },
  }
}

/**
 * Whether an entry is about a class of connectors: it names the class or a file that is called after it, or it says
 * something about a script or a signature and names no connector at all.
 */
export function isAbout(entry: LogEntry, className: string): boolean {
  const { connectors, topic, text } = entry
  const words = new RegExp(`(?<![A-Za-z0-9_])${escaped(className)}(?![A-Za-z0-9_])`)
  if (words.test(text) || connectors.some((name) => words.test(name))) return true
  return topic !== 'plugin' && connectors.length === 0
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}

function topicOf(texts: readonly string[]): LogEntry['topic'] | undefined {
  const has = (needle: string): boolean => texts.some((text) => text.includes(needle))
  if (signatureTexts.some(has)) return 'signature'
  if (has(scriptEngine)) return 'script'
  return has(pluginWord) ? 'plugin' : undefined
}

function parseObject(text: string): LogObject | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}
