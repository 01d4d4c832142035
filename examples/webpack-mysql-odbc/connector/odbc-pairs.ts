/** ODBC keywords and their values; what is undefined or empty is left out. */
export type Keywords = Record<string, string | undefined>

/** Writes keywords as the `key=value` pairs that Tableau joins to a connection string. */
export function odbcPairs(keywords: Keywords): string[] {
  const pairs: string[] = []
  for (const [key, value] of Object.entries(keywords)) {
    if (value !== undefined && value !== '') pairs.push(connectionHelper.FormatKeyValuePair(key, value))
  }
  return pairs
}

/** Joins keywords; later ones win, whatever the case they are written in. */
export function mergeKeywords(...all: Keywords[]): Keywords {
  const merged: Keywords = {}
  for (const keywords of all) {
    for (const [key, value] of Object.entries(keywords)) {
      if (value !== undefined) merged[key.toUpperCase()] = value
    }
  }
  return merged
}
