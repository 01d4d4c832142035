import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { loadEsbuild } from '@tacosmith/core/adapter'

/** What is wrong with a configuration that cannot be loaded. */
export interface ConfigFault {
  message: string
  /** `:line:column`, or nothing where it is not known. */
  place: string
}

/**
 * Finds the place of an error: Node does not tell that of a syntax error, so the file is parsed once more.
 *
 * @param file - The configuration, absolute.
 */
export async function configFault(file: string, cause: unknown): Promise<ConfigFault> {
  const built = builtFault(file, cause)
  if (built !== undefined) return built
  const [firstLine = ''] = (cause instanceof Error ? cause.message : String(cause)).trim().split('\n')
  const message = stripVTControlCharacters(firstLine).trim()
  if (isSyntaxError(cause)) return (await parse(file)) ?? { message, place: '' }
  const stack = cause instanceof Error ? (cause.stack ?? '') : ''
  const at = stack.indexOf(file)
  // Without its types, a line of TypeScript has other columns.
  const form = /\.m?ts$/.test(file) ? /^:\d+/ : /^:\d+:\d+/
  const [place = ''] = at < 0 ? [] : (form.exec(stack.slice(at + file.length)) ?? [])
  return { message, place }
}

/** What esbuild found fault with, which reads a configuration together with what it imports. */
function builtFault(file: string, cause: unknown): ConfigFault | undefined {
  const { errors } = (cause ?? {}) as { errors?: unknown }
  const [first] = Array.isArray(errors) ? (errors as BuildFault[]) : []
  if (first?.location == null) return undefined
  const { file: named, line, column } = first.location
  const place = `:${line}:${column + 1}`
  return named === basename(file)
    ? { message: first.text, place }
    : { message: `${named}${place}: ${first.text}`, place: '' }
}

interface BuildFault {
  text: string
  /** Its file is named as from the folder of the configuration. */
  location: { file: string; line: number; column: number } | null
}

/** That of a TypeScript configuration has another name. */
function isSyntaxError(cause: unknown): boolean {
  return cause instanceof Error && (cause.name === 'SyntaxError' || /^ParseError\b/.test(cause.message))
}

async function parse(file: string): Promise<ConfigFault | undefined> {
  const { transform } = await loadEsbuild()
  const text = await readFile(file, 'utf8')
  const failure: unknown = await transform(text, { loader: 'ts', logLevel: 'silent' }).then(
    () => undefined,
    (error: unknown) => error,
  )
  const { errors = [] } = (failure ?? {}) as { errors?: BuildFault[] }
  const [first] = errors
  if (first?.location == null) return undefined
  return { message: first.text, place: `:${first.location.line}:${first.location.column + 1}` }
}
