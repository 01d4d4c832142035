import type { BuildResult, BuiltTaco, TacoOptions } from '@tacosmith/core'
import {
  type BuildMessage,
  buildMessages,
  ConnectorBuild,
  errorMessage,
  findingMessage,
  isTellableError,
  type Project,
  refusalMessage,
} from '@tacosmith/core/adapter'
import type { BuildError, HookContext } from './rollup-interface.ts'
import { ScriptBuilds, type ScriptBundler, type ScriptResults } from './script-builds.ts'
import { buildWarning, scriptFailure, withoutPlace } from './script-messages.ts'

/** The connector's part of a build of Vite, Rollup or Rolldown that runs once or many times. */
export class ConnectorOutput {
  readonly #connector: ConnectorBuild
  readonly #scripts = new ScriptBuilds()
  #project: Project | undefined
  #made: Promise<BuildResult> | undefined

  /** @param cwd - The folder that relative paths in the options start from, absolute. */
  constructor(options: TacoOptions, cwd: string) {
    this.#connector = new ConnectorBuild(options, cwd)
  }

  /**
   * Reads the connector, builds its scripts and begins to make the `.taco`; for `buildStart`.
   *
   * @param bundler - Called where there are scripts to build.
   */
  async start(context: HookContext, bundler: () => Promise<ScriptBundler>): Promise<Project> {
    const connector = this.#connector
    this.#made = undefined
    try {
      this.#project = await failWith(context, connector.open())
    } finally {
      for (const file of connector.watchFiles) context.addWatchFile(file)
    }
    const results = await this.#scripts.build(this.#project, bundler)
    for (const file of results.files) context.addWatchFile(file)
    for (const warning of results.warnings) context.warn(buildWarning(warning))
    await failWith(context, connector.takeScripts(results.bundles))
    if (results.failures.length > 0) await this.#failWithScripts(context, results)
    this.#made = connector.finish()
    // Whoever emits hears of the failure; where the app fails first nobody does.
    this.#made.catch(() => {})
    return this.#project
  }

  /** Adds the `.taco` to the output; for `generateBundle`. */
  async emit(context: HookContext): Promise<void> {
    if (!this.#made || !this.#project) return
    const result = await failWith(context, this.#made)
    tellFindings(context, result, this.#project)
    context.emitFile({ type: 'asset', fileName: result.fileName, source: result.bytes })
  }

  /** Removes what would be taken for the result of a build that failed, see {@link ConnectorBuild}. */
  readonly discardEarlier: ConnectorBuild['discardEarlier'] = (output) =>
    this.#connector.discardEarlier(output)

  /** Tells what else is wrong with the connector, so that one build finds all. */
  async #failWithScripts(context: HookContext, { failures }: ScriptResults): Promise<never> {
    const { report, readSource } = await failWith(context, this.#connector.finish(false))
    const [failure, ...others] = failures.map(scriptFailure)
    const first = failure && withoutPlace(failure)
    const refusal = report.ok ? [] : [refusalMessage(report, readSource)]
    const messages = [first?.message, ...others.map(({ message }) => message), ...refusal]
    fail(context, { ...first, message: messages.join('\n\n') })
  }
}

/** Fails where there is no `.taco`. */
function tellFindings(
  context: HookContext,
  result: BuildResult,
  project: Project,
): asserts result is BuiltTaco {
  const messages = buildMessages(result, project)
  // The one error of a refused build tells all findings.
  if (!result.ok) fail(context, refusal(result, messages))
  for (const { level, finding } of messages) {
    if (level === 'info') context.info(findingMessage(finding))
    else context.warn(findingMessage(finding))
  }
}

function refusal({ report, readSource }: BuildResult, messages: BuildMessage[]): BuildError {
  const message = refusalMessage(report, readSource)
  const place = messages.find(({ level }) => level === 'error')?.place
  if (!place) return { message }
  const { file, line, column } = place
  return { message, id: file, loc: { file, line, column } }
}

/** Fails without a stack: it would lead to the plugin, not to the mistake. */
function fail(context: HookContext, error: BuildError): never {
  return context.error({ ...error, stack: '' })
}

/** Turns an error of core into a build error; lets a fault of ours keep its stack. */
async function failWith<T>(context: HookContext, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    if (isTellableError(cause)) fail(context, { message: errorMessage(cause) })
    throw cause
  }
}
