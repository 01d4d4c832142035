import { TacosmithError } from '../errors.ts'

const DEFAULT_NAME = 'TACO'

/**
 * The name of the signature files in META-INF, without extension.
 *
 * From an alias it is made as jarsigner does: upper case, the first eight characters, `_` for every character that is
 * not a letter, digit, `_` or `-`.
 *
 * @param chosen a name that was asked for; it is only upper-cased
 * @throws TacosmithError `usage` when the chosen name holds other characters.
 */
export function signatureFileName(chosen: string | undefined, alias: string | undefined): string {
  if (chosen !== undefined) return checkedName(chosen)
  if (alias === undefined || alias === '') return DEFAULT_NAME
  return alias
    .toUpperCase()
    .slice(0, 8)
    .replaceAll(/[^A-Z0-9_-]/g, '_')
}

function checkedName(name: string): string {
  if (/^[A-Za-z0-9_-]{1,64}$/.test(name)) return name.toUpperCase()
  throw new TacosmithError('usage', `the signatureName "${name}" cannot be the name of a signature file`, {
    help: 'Use letters A to Z, digits, "_" and "-" only.',
  })
}

/**
 * A name that no signature in the file has. One that was made up gets a number; one that was asked for has to be free.
 *
 * @param taken the names of all entries
 * @throws TacosmithError `usage` when the chosen name is taken.
 */
export function freeSignatureName(name: string, chosen: boolean, taken: readonly string[]): string {
  const used = new Set(
    taken.map((entry) => /^META-INF\/([^/]+)\.(?:SF|RSA|EC|DSA)$/i.exec(entry)?.[1]?.toUpperCase()),
  )
  if (!used.has(name)) return name
  if (chosen) {
    throw new TacosmithError('usage', `the file already has a signature named ${name}`, {
      help: 'Choose another signatureName, or omit it.',
    })
  }
  for (let number = 2; ; number++) {
    const candidate = `${name.slice(0, 7 - String(number).length)}_${number}`
    if (!used.has(candidate)) return candidate
  }
}
