/** The line on which a name stands for the first time, as an attribute's value, a member or a text; 1-based. */
export function lineOf(text: string | undefined, name: string): number | undefined {
  if (text === undefined || name === '') return undefined
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const { index } = new RegExp(`["'\`>.]${escaped}(?![\\w-])`).exec(text) ?? {}
  return index === undefined ? undefined : text.slice(0, index).split('\n').length
}
