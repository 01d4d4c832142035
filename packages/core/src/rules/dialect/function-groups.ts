export function groupsOf(list: string | undefined): string[] {
  return list === undefined ? [] : list.split(',').map((name) => name.trim())
}
