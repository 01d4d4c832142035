import type { Diagnostic } from '@tacosmith/core'

/** Findings that say the same of several files or signers. */
export interface ProblemGroup {
  first: Diagnostic
  /** What the others are about, in their order. */
  others: string[]
}

/** Puts findings together that differ only in what they are about. */
export function groupProblems(problems: readonly Diagnostic[]): ProblemGroup[] {
  const groups = new Map<string, ProblemGroup>()
  for (const problem of problems) {
    const key = [problem.severity, problem.rule, withoutSubject(problem.message)].join('\n')
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { first: problem, others: [] })
    else group.others.push(subjectOf(problem))
  }
  return [...groups.values()]
}

const SHOWN = 3

/** The line about the others of a group; undefined where there are none. */
export function othersText({ first, others }: ProblemGroup): string | undefined {
  if (others.length === 0) return undefined
  // The same again, of another signer.
  if (others.every((other) => other === subjectOf(first))) return `the same ${times(others.length)} more`
  const shown = others.slice(0, SHOWN)
  const left = others.length - shown.length
  const list = left === 0 ? shown : [...shown, `${left} more`]
  return `also ${list.length === 1 ? list.join('') : `${list.slice(0, -1).join(', ')} and ${list.at(-1)}`}`
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`
}

const QUOTED = /"[^"]*"/g

function withoutSubject(message: string): string {
  return message.replaceAll(QUOTED, '""').replaceAll(/\d+/g, '0')
}

function subjectOf({ message, file }: Diagnostic): string {
  const [quoted] = message.match(QUOTED) ?? []
  const [date] = /\b\d{4}-\d\d-\d\d\b/.exec(message) ?? []
  return quoted ?? (file === undefined ? (date ?? message) : `"${file}"`)
}
