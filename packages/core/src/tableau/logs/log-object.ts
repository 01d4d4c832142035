import type { LogSeverity } from './log-entry.ts'

/** A line of a log. */
export type LogObject = Record<string, unknown>

/** What a line is made of. */
export interface LogParts {
  time: string | undefined
  severity: LogSeverity | undefined
  message: string
}

/** Deeper than any log goes; what is below is left out. */
const MAXIMUM_DEPTH = 8

const severities: Record<string, LogSeverity> = {
  fatal: 'error',
  error: 'error',
  warn: 'warning',
  warning: 'warning',
  info: 'info',
  debug: 'debug',
  trace: 'debug',
}

/**
 * Takes a line apart: the time and the severity are what looks like one, the message is what says something that is
 * looked for, else the longest sentence of what is left, or what comes last where there is no sentence.
 *
 * @param isTopic recognizes the word that says what the line is about; it is not a message
 * @param isTelling recognizes what is looked for in messages
 */
export function partsOf(
  object: LogObject,
  isTopic: (value: string) => boolean,
  isTelling: (text: string) => boolean,
): LogParts {
  const members = Object.values(object)
  const time = members.find((value) => typeof value === 'string' && isTime(value)) as string | undefined
  const level = members.find((value) => severityOf(value) !== undefined)
  const rest = members.filter(
    (value) =>
      value !== time &&
      value !== level &&
      !(typeof value === 'string' && isTopic(value) && !value.includes(' ')),
  )
  const texts = rest.map((value) => (typeof value === 'object' ? pairsOf(value) : String(value)))
  const sentences = rest.filter(
    (value): value is string => typeof value === 'string' && value.trim().includes(' '),
  )
  const spoken = rest.flatMap((value, index) =>
    typeof value === 'object' && textsIn(value).some((text) => text.trim().includes(' '))
      ? [texts[index] ?? '']
      : [],
  )
  const informative = texts.filter(isTelling)
  const last = texts.filter((text) => /\w/.test(text)).at(-1)
  const message = longest(informative) ?? longest(sentences) ?? longest(spoken) ?? last ?? ''
  return { time, severity: severityOf(level), message: message.trim() }
}

/** All texts in a value, at any depth. */
export function textsIn(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null || depth > MAXIMUM_DEPTH) return []
  return Object.values(value).flatMap((inner) => textsIn(inner, depth + 1))
}

/** The connectors that a line names: a member that is called so, `class 'x'` in a sentence, and `.taco` files. */
export function connectorsIn(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return namesIn(value)
  if (typeof value !== 'object' || value === null || depth > MAXIMUM_DEPTH) return []
  const found = Object.entries(value).flatMap(([name, inner]) =>
    /class$/i.test(name) && typeof inner === 'string' && /^\w+$/.test(inner)
      ? [inner]
      : connectorsIn(inner, depth + 1),
  )
  return [...new Set(found)]
}

function namesIn(text: string): string[] {
  const classes = [...text.matchAll(/\bclass[:=]? *['"“](\w+)['"”]/gi)].map(([, name]) => name ?? '')
  const files = [...text.matchAll(/([^\\/:*?"'<>|\s]+\.taco)(?![\w.])/gi)].map(([, name]) => name ?? '')
  return [...new Set([...classes, ...files.filter((name) => name.toLowerCase() !== '.taco')])]
}

function isTime(value: string): boolean {
  return /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?/.test(value)
}

function severityOf(value: unknown): LogSeverity | undefined {
  const word = typeof value === 'string' ? value.toLowerCase() : ''
  return Object.hasOwn(severities, word) ? severities[word] : undefined
}

/** `name: value` of everything in an object that says something. */
function pairsOf(value: unknown, name = '', depth = 0): string {
  if (typeof value !== 'object' || value === null) {
    const text = value === null || value === undefined ? '' : String(value)
    return text === '' || text === '-' ? '' : `${name === '' ? '' : `${name}: `}${text}`
  }
  if (depth > MAXIMUM_DEPTH) return ''
  const isList = Array.isArray(value)
  const pairs = Object.entries(value).map(([key, inner]) => pairsOf(inner, isList ? name : key, depth + 1))
  return pairs.filter((pair) => pair !== '').join(', ')
}

function longest(texts: readonly string[]): string | undefined {
  return texts.reduce<string | undefined>(
    (one, text) => (one === undefined || text.length > one.length ? text : one),
    undefined,
  )
}
