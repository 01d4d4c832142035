/** The groups of a function. The documentation separates them by commas; Tableau's own dialects use semicolons too. */
export function groupsOf(list: string | undefined): string[] {
  return list === undefined ? [] : list.split(/[,;]/).map((name) => name.trim())
}
