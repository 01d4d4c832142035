import { relative, resolve } from 'node:path'
import {
  type BuildResult,
  type Diagnostic,
  errorMessage,
  findingMessage,
  formatPretty,
  type Project,
  TacosmithError,
} from '@tacosmith/core'
import type { Compilation, Compiler, WebpackError } from 'webpack'

/** An error or a warning of webpack or Rspack. */
export type BundlerError = Error & Pick<WebpackError, 'loc' | 'module'>

/** An error of a child compilation as its parent needs it: there Rspack does not know the module, nor name the file. */
export function forParent(error: BundlerError, compiler: Compiler): Error {
  if (!('rspackVersion' in compiler.webpack)) return error
  const told = plainError(compiler, error.message.replace(/^\s*[×⚠]\s*/, '').trimEnd())
  const { resource } = (error.module ?? {}) as { resource?: string }
  if (resource !== undefined) told.file = fileName(resource, compiler.context)
  if (error.loc !== undefined) told.loc = error.loc
  return told
}

/** An error of core as the bundler's own kind of error. */
export function buildError(compiler: Compiler, cause: TacosmithError, file?: string): WebpackError {
  const error = plainError(compiler, errorMessage(cause))
  if (file !== undefined) error.file = fileName(file, compiler.context)
  return error
}

/** Runs a step. An error of core becomes an error of the compilation; a fault of ours keeps its stack. */
export async function tellErrors<T>(
  compilation: Compilation,
  step: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await step()
  } catch (cause) {
    if (!(cause instanceof TacosmithError) || cause.code === 'internal') throw cause
    compilation.errors.push(buildError(compilation.compiler, cause))
    return undefined
  }
}

/**
 * Puts findings, with place and code frame, among the errors or warnings of the compilation.
 *
 * Where warnings fail the build they are errors to the bundler too: otherwise nothing would say why there is no file.
 */
export function addFindings(
  compilation: Compilation,
  { report, readSource }: Pick<BuildResult, 'report' | 'readSource'>,
  { folder, options }: Project,
): void {
  const { compiler } = compilation
  for (const finding of report.diagnostics) {
    if (finding.severity === 'info') {
      compilation.getLogger('tacosmith').info(findingMessage(finding))
      continue
    }
    const error = plainError(compiler, findingText(finding, readSource))
    const { file, line, column = 1 } = finding
    if (file !== undefined) error.file = fileName(resolve(folder, file), compiler.context)
    // Bundlers count columns from 0.
    if (line !== undefined) error.loc = { start: { line, column: column - 1 } }
    const isError = finding.severity === 'error' || options.validate.warningsAsErrors
    const list = isError ? compilation.errors : compilation.warnings
    list.push(error)
  }
}

function plainError(compiler: Compiler, message: string): WebpackError {
  const error = new compiler.webpack.WebpackError(message)
  error.name = 'TacosmithError'
  error.hideStack = true
  return error
}

/** The finding as core's report shows it, without the report's last line, which counts. */
function findingText(finding: Diagnostic, readSource: BuildResult['readSource']): string {
  const report = { ok: false, errors: 0, warnings: 0, diagnostics: [finding] }
  const text = formatPretty(report, { readSource, color: false }).trimEnd()
  return text.slice(0, text.lastIndexOf('\n')).trimEnd()
}

/** As the bundlers name modules: `./connector/manifest.xml`. */
function fileName(path: string, context: string): string {
  const name = relative(context, path).replaceAll('\\', '/')
  return name.startsWith('.') ? name : `./${name}`
}
