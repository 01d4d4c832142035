/** Longer names are not compared: nobody means one of ours by them, and comparing takes as long as both are together. */
const maximumLength = 100

/** What differs by more letters is another name, however long it is: nobody mistypes that much. */
const mostMistypedLetters = 3

/**
 * The known name that a mistyped one most likely means, or undefined where none is near: at most a third of its
 * letters may differ.
 *
 * @param mostWrong - How many letters may differ at most; fewer in a short name. Default 3.
 */
export function nearestName(
  typed: string,
  known: Iterable<string>,
  mostWrong: number = mostMistypedLetters,
): string | undefined {
  if (typed.length > maximumLength) return undefined
  let nearest: string | undefined
  let smallest = Math.min(Math.floor(Math.max(typed.length, 3) / 3), mostWrong) + 1
  const folded = typed.toLowerCase()
  for (const name of known) {
    if (Math.abs(name.length - typed.length) >= smallest) continue
    const distance = editDistance(folded, name.toLowerCase(), smallest)
    if (distance < smallest) {
      smallest = distance
      nearest = name
    }
  }
  return nearest
}

/** Comparisons for the names of one file: enough for any author, and little work for a file made to take long. */
const mostComparisons = 50_000

/**
 * Reports what mistyped names were meant to be, like {@link nearestName}, but gives up after so many comparisons.
 */
export function limitedSuggestions(): (typed: string, known: ReadonlySet<string>) => string | undefined {
  let comparisons = 0
  return (typed, known) => {
    comparisons += known.size
    return comparisons > mostComparisons ? undefined : nearestName(typed, known)
  }
}

/**
 * Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
 *
 * @param limit - From there on the exact number does not matter, and is not found out.
 */
function editDistance(left: string, right: string, limit: number): number {
  let beforePrevious: number[] = []
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index)
  let leastBefore = 0
  for (let row = 1; row <= left.length; row++) {
    const current = [row]
    let least = row
    for (let column = 1; column <= right.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1)
      const removed = (previous[column] ?? 0) + 1
      const inserted = (current[column - 1] ?? 0) + 1
      let best = Math.min(replaced, removed, inserted)
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]
      if (row > 1 && column > 1 && swapped) best = Math.min(best, (beforePrevious[column - 2] ?? 0) + 1)
      current.push(best)
      least = Math.min(least, best)
    }
    // What follows is made of the last two rows, and never becomes less.
    if (Math.min(least, leastBefore + 1) >= limit) return limit
    leastBefore = least
    beforePrevious = previous
    previous = current
  }
  return previous[right.length] ?? 0
}
