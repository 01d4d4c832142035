/** A file or package that a text may name. */
export interface NamedReferences {
  /** What begins with `./` or `../`, or is `.` or `..`. */
  relative: Set<string>
  /** What may be the name of a package, of something in it, or an alias. */
  bare: Set<string>
}

/**
 * Everything between two quotes that could be what a module imports. More than that is found, such as words of a comment:
 * what does not exist is left out later, and one input too many is better than one too few. Quotes are not paired, since an
 * apostrophe in a comment would pair them wrongly.
 */
export function referencesIn(text: string): NamedReferences {
  const relative = new Set<string>()
  const bare = new Set<string>()
  for (const [, path = ''] of text.matchAll(/["'`](?=(\.{1,2}(?:\/[^"'`\n$]{0,500})?)["'`])/g))
    relative.add(path)
  for (const [, name = ''] of text.matchAll(/["'`](?=([@#~\w][\w@.~/#-]{0,200})["'`])/g)) bare.add(name)
  return { relative, bare }
}

/** The folders with schemas that a configuration names. */
export function schemaFoldersIn(text: string): string[] {
  return [...text.matchAll(/\bschemas["']?\s*:\s*["'`]([^"'`\n$]{1,500})["'`]/g)].map(([, path = '']) => path)
}

const secretBefore = /(?:password|passphrase|secret|token|pin)["']?\s*[:=]\s*$/i

/**
 * The environment variables that a configuration reads by name. Those that it only gives on as a password are left out: what
 * the cached targets do does not depend on them, and a hash of their value would be stored with the results.
 */
export function variablesIn(text: string): string[] {
  const names = new Set<string>()
  const reads = /\bprocess\.env(?:\.(\w+)|\[\s*["'`](\w+)["'`]\s*\])/g
  for (const { 1: dotted, 2: quoted, index } of text.matchAll(reads)) {
    const name = dotted ?? quoted
    if (name !== undefined && !secretBefore.test(text.slice(0, index).slice(-100))) names.add(name)
  }
  for (const [, list = ''] of text.matchAll(/\{([^{}]*)\}\s*=\s*process\.env\b/g)) {
    for (const part of list.split(',')) {
      const [name = ''] = /^\w+/.exec(part.trim()) ?? []
      if (name !== '') names.add(name)
    }
  }
  return [...names].sort()
}
