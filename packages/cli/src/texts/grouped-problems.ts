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

/**
 * The line about the others of a group; undefined where there are none.
 *
 * @param isComplete - Names all of them.
 */
export function othersText({ first, others }: ProblemGroup, isComplete: boolean): string | undefined {
  if (others.length === 0) return undefined
  // Of other signers.
  if (others.every((other) => other === subjectOf(first)))
    return others.length === 1 ? 'also for another signer' : `also for ${others.length} other signers`
  const shown = isComplete ? others : others.slice(0, SHOWN)
  const left = others.length - shown.length
  const list = left === 0 ? shown : [...shown, `${left} more`]
  return `also ${list.length === 1 ? list.join('') : `${list.slice(0, -1).join(', ')} and ${list.at(-1)}`}`
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
