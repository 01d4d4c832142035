/**
 * What is wrong with a regular expression in every dialect that Tableau may read it in, or undefined. The expression
 * is never run. What only JavaScript refuses, such as `(?i)` or possessive quantifiers, is not a fault.
 */
export function findRegularExpressionFault(expression: string): string | undefined {
  try {
    new RegExp(expression)
    return undefined
  } catch {
    return findStructuralFault(expression)
  }
}

/** One walk over the expression, without regard to what it means. */
function findStructuralFault(expression: string): string | undefined {
  let openGroups = 0
  let canRepeat = false
  for (let index = 0; index < expression.length; index++) {
    const character = expression[index]
    let repeatable = true
    if (character === '\\') {
      if (index === expression.length - 1) return 'it ends with a single backslash'
      // Java quotes everything up to \E.
      if (expression[index + 1] === 'Q') {
        const end = expression.indexOf('\\E', index + 2)
        if (end === -1) return undefined
        index = end
      }
      index++
    } else if (character === '[') {
      const end = endOfClass(expression, index)
      if (end === undefined) return 'a [ is not closed'
      index = end
    } else if (character === '(') {
      openGroups++
      repeatable = false
      if (expression[index + 1] === '?') index++
    } else if (character === ')') {
      if (openGroups === 0) return 'a ) has no ( before it'
      openGroups--
    } else if (character === '|') repeatable = false
    else if (character === '*' || character === '+' || character === '?') {
      if (!canRepeat) return `there is nothing before ${character} that it could repeat`
    } else if (character === '{') {
      const [, least, most] = /^\{(\d{1,9}),(\d{1,9})\}/.exec(expression.slice(index, index + 24)) ?? []
      if (least !== undefined && most !== undefined && Number(least) > Number(most)) {
        return `in {${least},${most}} the first number is the larger one`
      }
    }
    canRepeat = repeatable
  }
  return openGroups === 0 ? undefined : 'a ( is not closed'
}

/** Where a character class ends; a bracket inside of another nests in some dialects and is a character in others. */
function endOfClass(expression: string, start: number): number | undefined {
  let index = expression[start + 1] === '^' ? start + 2 : start + 1
  // A bracket right at the start is a character in most dialects.
  if (expression[index] === ']' && expression.includes(']', index + 1)) index++
  for (; index < expression.length; index++) {
    if (expression[index] === '\\') index++
    else if (expression[index] === ']') return index
  }
  return undefined
}
