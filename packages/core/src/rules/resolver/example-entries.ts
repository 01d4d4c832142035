import type { RuleExample } from '../rule-example.ts'

/** Two entries that are listed together in the attribute list, of which the second must not be missing. */
export function neededEntry(names: [before: string, needed: string], why: string): RuleExample {
  const [before, needed] = names.map((name) => `<attr>${name}</attr>`)
  return {
    why,
    file: 'connection-resolver.tdr',
    wrong: `${before}`,
    right: `${before}\n${needed}`,
    context: { replaces: `${before}\n          ${needed}` },
  }
}
