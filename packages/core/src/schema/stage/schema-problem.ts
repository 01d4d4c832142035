import type { XmlElement } from '../../connector/xml-document.ts'

/** One violation of a schema, in words, at its place. */
export interface SchemaProblem {
  message: string
  help?: string
  line: number
  column: number
}

/** A problem at an element's start, or at another place when one is given. */
export function problemAt(
  place: XmlElement | { line: number; column: number },
  message: string,
  help?: string,
): SchemaProblem {
  const { line, column } = 'start' in place ? place.start : place
  return { message, ...(help !== undefined && { help }), line, column }
}

/** Names of elements as a list: <a>, <b> and <c>. Long lists end with how many there are. */
export function listElements(names: readonly string[], conjunction: 'and' | 'or'): string {
  return joinList(
    names.map((name) => `<${name}>`),
    conjunction,
  )
}

/** Names or values as a list: `a`, `b` and `c`. Long lists end with how many there are. */
export function listNames(names: readonly string[], conjunction: 'and' | 'or'): string {
  return joinList(
    names.map((name) => `\`${name}\``),
    conjunction,
  )
}

function joinList(names: readonly string[], conjunction: string): string {
  const longest = 12
  const quoted = names.slice(0, longest)
  if (names.length > longest) return `${quoted.join(', ')} … (${names.length} in all)`
  const last = quoted.pop() ?? ''
  return quoted.length === 0 ? last : `${quoted.join(', ')} ${conjunction} ${last}`
}
