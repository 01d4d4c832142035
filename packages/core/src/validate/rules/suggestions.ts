import { nearestName } from '../../nearest-name.ts'

/** How many known names one rule looks at: enough for any author, and little work for a file made to take long. */
const mostComparisons = 10_000

/**
 * Tells what mistyped names were meant to be, like {@link nearestName}, but stops telling after so many comparisons.
 */
export function limitedSuggestions(): (typed: string, known: ReadonlySet<string>) => string | undefined {
  let comparisons = 0
  return (typed, known) => {
    comparisons += known.size
    return comparisons > mostComparisons ? undefined : nearestName(typed, known)
  }
}
