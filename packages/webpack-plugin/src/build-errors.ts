import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type { BuildResult, TacosmithError } from '@tacosmith/core'
import {
  type BuildMessage,
  buildMessages,
  errorMessage,
  findingMessage,
  findingWithFrame,
  isUserError,
  type Snapshot,
  unresolvedImport,
  visibleLines,
} from '@tacosmith/core/adapter'
import type { Compilation, Compiler, WebpackError } from 'webpack'
import { tsLoaderHelp } from './ts-loader.ts'

/** An error or a warning of webpack or Rspack. */
export type BundlerError = Error & Pick<WebpackError, 'loc' | 'module'>

/**
 * An error of a child compilation as its parent needs it: there Rspack does not know the module, nor name the file.
 * Where a package is missing it says so, and what steers terminals is made visible.
 */
export function forParent(error: BundlerError, child: Compilation): Error {
  const { compiler } = child
  const emitsNothing = error.message.includes('TypeScript emitted no output')
  const missing = emitsNothing
    ? { message: `${error.message.split('\n    at ')[0]}\n${tsLoaderHelp}`, file: undefined }
    : missingModule(error, child)
  const plain = stripVTControlCharacters(error.message)
  const shown = visibleLines(plain)
  const isSafe = shown === plain.replaceAll('\t', ' ')
  if (missing === undefined && isSafe && !('rspackVersion' in compiler.webpack)) return error
  const { resource } = (error.module ?? {}) as { resource?: string }
  const text = missing?.message ?? shown.replace(/^\s*[×⚠]\s*/, '').trimEnd()
  const replacement = plainError(compiler, text, missing?.file ?? resource)
  if (error.loc !== undefined) replacement.loc = error.loc
  return replacement
}

/** What a bundler calls a module that it cannot find, or cannot read. */
const unresolved = /Can't resolve '([^']+)' in '([^']+)'|Reading from "(node:[^"]+)" is not handled/

function missingModule(
  { message, module }: BundlerError,
  { moduleGraph }: Compilation,
): { message: string; file: string | undefined } | undefined {
  // On a terminal Rspack writes in colours.
  const [, specifier, folder = '', builtin] = unresolved.exec(stripVTControlCharacters(message)) ?? []
  const imported = specifier ?? builtin
  const cause = imported === undefined ? undefined : unresolvedImport(imported, folder)
  if (cause === undefined) return undefined
  const importer = builtin !== undefined && module ? moduleGraph.getIssuer(module) : module
  return {
    message: errorMessage(cause),
    file: (importer as { resource?: string } | null | undefined)?.resource,
  }
}

/** An error of core as the bundler's own kind of error. */
export function buildError(compiler: Compiler, cause: TacosmithError, file?: string): WebpackError {
  return plainError(compiler, errorMessage(cause), file)
}

/** Runs a step. An error of core becomes an error of the compilation; a fault of ours keeps its stack. */
export async function tellErrors<T>(
  compilation: Compilation,
  step: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await step()
  } catch (cause) {
    if (!isUserError(cause)) throw cause
    compilation.errors.push(buildError(compilation.compiler, cause))
    return undefined
  }
}

/** Puts findings, with place and code frame, among the errors or warnings of the compilation. */
export function addFindings(compilation: Compilation, result: BuildResult, snapshot: Snapshot): void {
  for (const message of buildMessages(result, snapshot)) {
    const { level, finding } = message
    if (level === 'info') compilation.getLogger('tacosmith').info(findingMessage(finding))
    else compilation[`${level}s`].push(findingError(compilation.compiler, message, result))
  }
}

function findingError(
  compiler: Compiler,
  { finding, place }: BuildMessage,
  { readSource }: BuildResult,
): WebpackError {
  const error = plainError(compiler, findingWithFrame(finding, readSource), place?.file)
  if (place && finding.line !== undefined) error.loc = { start: { line: place.line, column: place.column } }
  return error
}

/** @param file - Absolute; named as the bundlers name modules: `./connector/manifest.xml`. */
function plainError(compiler: Compiler, message: string, file?: string): WebpackError {
  const error = new compiler.webpack.WebpackError(message)
  error.name = 'TacosmithError'
  error.hideStack = true
  if (file === undefined) return error
  const name = relative(compiler.context, file).replaceAll('\\', '/')
  error.file = name.startsWith('.') ? name : `./${name}`
  return error
}
