import { resourceFileName } from '../../connector/resource-files.ts'

/** The file whose strings stand in for those that another one lacks. */
export const fallback: string = resourceFileName('en_US')

export function listNames(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => `"${name}"`)
  const more = names.length - shown.length
  return `the ${names.length === 1 ? 'string' : 'strings'} ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
