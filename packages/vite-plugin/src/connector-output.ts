import type { BuildResult, BuiltTaco, TacoOptions } from '@tacosmith/core'
import {
  type BuildMessage,
  buildMessages,
  errorMessage,
  findingMessage,
  isUserError,
  refusalMessage,
  Session,
  type Snapshot,
} from '@tacosmith/core/adapter'
import type { BuildError, HookContext } from './rollup-interface.ts'
import { ScriptBuilds, type ScriptBundler, type ScriptResults } from './script-builds.ts'
import { buildWarning, scriptFailure, withoutPlace } from './script-messages.ts'

/** The connector's part of a build of Vite, Rollup or Rolldown that runs once or many times. */
export class ConnectorOutput {
  readonly #session: Session
  readonly #scripts = new ScriptBuilds()
  /** Rollup's watcher ignores for good what is not asked for any more, and a file that went may come back. */
  readonly #watched = new Set<string>()
  #snapshot: Snapshot | undefined
  #made: Promise<BuildResult> | undefined

  /** @param cwd - The folder that relative paths in the options start from, absolute. */
  constructor(options: TacoOptions, cwd: string) {
    this.#session = new Session(options, { cwd })
  }

  /**
   * Reads the connector, builds its scripts and begins to make the `.taco`; for `buildStart`.
   *
   * @param bundler - Called where there are scripts to build.
   */
  async start(context: HookContext, bundler: () => Promise<ScriptBundler>): Promise<Snapshot> {
    const session = this.#session
    this.#made = undefined
    try {
      this.#snapshot = await failWith(context, session.open())
    } finally {
      this.#watch(context, session.watchFiles)
    }
    const results = await this.#scripts.build(this.#snapshot, bundler)
    this.#watch(context, results.files)
    for (const warning of results.warnings) context.warn(buildWarning(warning))
    await failWith(context, session.takeScripts(results.bundles))
    if (results.failures.length > 0) await this.#failWithScripts(context, results)
    this.#made = session.build()
    // Whoever emits hears of the failure; where the app fails first nobody does.
    this.#made.catch(() => {})
    return this.#snapshot
  }

  #watch(context: HookContext, files: Iterable<string>): void {
    for (const file of files) this.#watched.add(file)
    for (const file of this.#watched) context.addWatchFile(file)
  }

  /** Adds the `.taco` to the output; for `generateBundle`. */
  async emit(context: HookContext): Promise<void> {
    if (!this.#made || !this.#snapshot) return
    const result = await failWith(context, this.#made)
    reportFindings(context, result, this.#snapshot)
    context.emitFile({ type: 'asset', fileName: result.fileName, source: result.bytes })
  }

  /** Removes what would be taken for the result of a build that failed, see {@link Session}. */
  readonly discardEarlier: Session['discardEarlier'] = (output) => this.#session.discardEarlier(output)

  /** Reports what else is wrong with the connector, so that one build finds all. */
  async #failWithScripts(context: HookContext, { failures }: ScriptResults): Promise<never> {
    const { report, readSource } = await failWith(context, this.#session.build(false))
    const [failure, ...others] = failures.map(scriptFailure)
    const first = failure && withoutPlace(failure)
    const refusal = report.ok ? [] : [refusalMessage(report, readSource)]
    const messages = [first?.message, ...others.map(({ message }) => message), ...refusal]
    fail(context, { ...first, message: messages.join('\n\n') })
  }
}

/** Fails where there is no `.taco`. */
function reportFindings(
  context: HookContext,
  result: BuildResult,
  snapshot: Snapshot,
): asserts result is BuiltTaco {
  const messages = buildMessages(result, snapshot)
  // The one error of a refused build lists all findings.
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
    if (isUserError(cause)) fail(context, { message: errorMessage(cause) })
    throw cause
  }
}
