import { type LogEntry, visibleText } from '@tacosmith/core/adapter'
import { wrap } from '../terminal/text-layout.ts'
import type { Layout } from './deploy-text.ts'

/** How many columns the time and the severity take. */
const LEAD = '10:11:12  warning  '.length

/**
 * Entries for people: under their day, each with its time and how bad it is, a remedy only once. What continues the entry
 * before it is shown as a part of that.
 */
export class LogText {
  readonly #layout: Layout
  #day: string | undefined
  readonly #shown = new Set<string>()
  #malformed: string | undefined

  constructor(layout: Layout) {
    this.#layout = layout
  }

  /** The lines for the next entry. */
  add(entry: LogEntry): string {
    const { width, heading } = this.#layout
    const indent = ' '.repeat(LEAD)
    if (this.#continues(entry)) return `${wrap(entry.text, width, `${indent}  `).join('\n')}\n`
    const { day, clock } = momentOf(entry)
    const isNewDay = day !== undefined && day !== this.#day
    const days = isNewDay ? [...(this.#day === undefined ? [] : ['']), heading(day)] : []
    this.#day = day ?? this.#day
    const [first = '', ...rest] = entry.text.split(/\r?\n/).map((text) => text.trimEnd())
    const said = [
      ...wrap(first, width, `${clock}  ${wordFor(entry).padEnd('warning'.length)}  `, indent),
      ...rest.flatMap((text) => wrap(text.trimStart(), width, `${indent}  `)),
    ]
    const lines = [
      ...days,
      this.#painted(entry, said[0] ?? ''),
      ...said.slice(1),
      ...this.#remedyOf(entry, indent),
    ]
    return `${lines.join('\n')}\n`
  }

  /** The places in a malformed file follow the line that says so. */
  #continues({ text }: LogEntry): boolean {
    const [, place] = /^(.+): Error\(\d+, ?\d+\): /.exec(text) ?? []
    if (place !== undefined && place === this.#malformed) return true
    this.#malformed = /^(.+): Malformed XML/.exec(text)?.[1]
    return false
  }

  #painted(entry: LogEntry, line: string): string {
    const { good, bad } = this.#layout
    const word = wordFor(entry)
    const start = LEAD - 'warning  '.length
    const paint = word === 'error' ? bad : word === 'good' ? good : undefined
    if (paint === undefined) return line
    return `${line.slice(0, start)}${paint(word)}${line.slice(start + word.length)}`
  }

  #remedyOf({ remedy }: LogEntry, indent: string): string[] {
    if (remedy === undefined || this.#shown.has(remedy)) return []
    this.#shown.add(remedy)
    return wrap(remedy, this.#layout.width, `${indent}-> `)
  }
}

/** A script that fails and a signature that does not hold are errors, however Tableau calls them. */
function wordFor({ severity, topic, remedy }: LogEntry): string {
  if (remedy !== undefined && topic === 'plugin' && severity === 'warning') return 'warning'
  if (remedy !== undefined) return 'error'
  return topic === 'signature' ? 'good' : (severity ?? '')
}

function momentOf({ time }: LogEntry): { day: string | undefined; clock: string } {
  if (time === undefined) return { day: undefined, clock: ' '.repeat('10:11:12'.length) }
  return {
    day: visibleText(time.slice(0, 10)),
    clock: visibleText(time.slice(11, 19)).padEnd('10:11:12'.length),
  }
}
