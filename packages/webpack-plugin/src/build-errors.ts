import { relative, resolve } from 'node:path'
import {
  type BuildResult,
  type Diagnostic,
  errorMessage,
  formatPretty,
  TacosmithError,
} from '@tacosmith/core'
import type { Compilation, Compiler, WebpackError } from 'webpack'

/** An error of core as the bundler's own kind of error. */
export function buildError(compiler: Compiler, cause: TacosmithError): WebpackError {
  return plainError(compiler, errorMessage(cause))
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

/** Adds a finding, with its place and code frame, to the errors or warnings of the compilation. */
export function addFinding(
  compilation: Compilation,
  finding: Diagnostic,
  folder: string,
  readSource: BuildResult['readSource'],
): void {
  const { compiler } = compilation
  const error = plainError(compiler, findingText(finding, readSource))
  const { file, line, column = 1 } = finding
  if (file !== undefined) error.file = fileName(resolve(folder, file), compiler.context)
  // Bundlers count columns from 0.
  if (line !== undefined) error.loc = { start: { line, column: column - 1 } }
  const list = finding.severity === 'error' ? compilation.errors : compilation.warnings
  list.push(error)
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
