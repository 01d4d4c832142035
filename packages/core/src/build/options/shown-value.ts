/** Longer texts are shown by their beginning. */
const longest = 100

/** A value as a message shows it. */
export function shownValue(value: unknown): string {
  if (value === null) return 'null'
  if (value === undefined) return 'missing'
  if (typeof value === 'string') return shownText(value)
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return kindOf(value)
}

/** The kind of a value that may be a password. */
export function shownKind(value: unknown): string {
  if (value === null || value === '' || value === undefined) return shownValue(value)
  return Array.isArray(value) ? 'a list' : kindOf(value)
}

function kindOf(value: unknown): string {
  return `of type ${typeof value}`
}

/** Addresses may hold user, password and, in the query, a token. */
function shownText(text: string): string {
  if (text.trim() === '') return 'empty'
  const harmless = text.replace(/\/\/[^/@\s]*@/, '//').replace(/^(\w+:\/\/[^?]*)\?.*$/s, '$1')
  return harmless.length > longest ? `'${harmless.slice(0, longest)}…'` : `'${harmless}'`
}
