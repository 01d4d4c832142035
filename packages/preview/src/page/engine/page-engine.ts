import type { FitsPattern } from '../../dialog/dialog-state.ts'
import { validationPattern } from '../../dialog/validation-pattern.ts'
import type { ScriptOutcomes } from '../../run/connection.ts'
import { patternProgram, readFit } from '../../run/pattern-program.ts'
import { readOutcome } from '../../run/script-outcome.ts'
import { type ScriptRole, scriptProgram } from '../../run/script-program.ts'
import type { EngineAnswer, EngineRequest } from './engine-messages.ts'
import { type RuleTrial, TriedRules } from './tried-rules.ts'

/** The engine as the page gets it from the server or the exported folder: loaded when it is first needed. */
export interface EngineParts {
  /** The program of the worker. */
  worker: string
  /** QuickJS as WebAssembly, in base64. */
  wasm: string
  /** Takes from QuickJS what Tableau's engine lacks; see core's `libraryRemoval`. */
  library: string
}

/** What a run of the scripts is given. */
export interface ScriptWork {
  scripts: Partial<Record<ScriptRole, string>>
  /** Puts stand-ins for Tableau's globals in place. */
  standIns: string
  exceptionName: string
  attributes: Readonly<Record<string, string>>
}

/** What came of it. */
export interface ScriptResult {
  outcomes: ScriptOutcomes
  /** Undefined where the engine was ended, or did not start: nobody measured anything then. */
  milliseconds: number | undefined
}

/** Whether a run still counts, since the dialog may have changed while others were at work. */
export type IsWanted = () => boolean

/** After this a worker is stuck inside of a built-in function, where its own limit does not reach. */
const patienceMilliseconds = 3000

type Answer<Kind> = Extract<EngineAnswer, { kind: Kind }>

/**
 * Runs scripts and validation rules behind the wall: in QuickJS, in a worker that is ended where it does not answer. One
 * thing at a time.
 */
export class PageEngine {
  readonly #load: () => Promise<EngineParts>
  readonly #tried: TriedRules = new TriedRules()
  #worker: Promise<Worker> | undefined
  #last: Promise<unknown> = Promise.resolve()
  #id = 0

  constructor(load: () => Promise<EngineParts>) {
    this.#load = load
  }

  /**
   * Never rejects: an engine that does not start is an error of the scripts.
   *
   * @param isWanted - Asked when its turn comes. Default: it is.
   * @returns undefined where nobody wants it any more.
   */
  async run(work: ScriptWork): Promise<ScriptResult>
  async run(work: ScriptWork, isWanted: IsWanted): Promise<ScriptResult | undefined>
  async run(
    { scripts, standIns, exceptionName, attributes }: ScriptWork,
    isWanted: IsWanted = () => true,
  ): Promise<ScriptResult | undefined> {
    const runs = (Object.entries(scripts) as [ScriptRole, string][]).map(([role, script]) => ({
      ...{ role, script, program: scriptProgram(standIns, role, exceptionName) },
    }))
    const request = { kind: 'scripts' as const, runs, attributes: JSON.stringify(attributes) }
    const answer = await this.#inTurn(request, isWanted)
    if (answer === undefined) return undefined
    if (answer === 'endless' || answer.kind === 'failed')
      return { outcomes: failedRuns(runs, answer), milliseconds: undefined }
    const { outcomes } = answer as Answer<'scripts'>
    return {
      outcomes: Object.fromEntries(outcomes.map(({ role, answer: text }) => [role, readOutcome(text)])),
      milliseconds: outcomes.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
    }
  }

  /**
   * Tries rules with their values, each by itself: one that takes too long keeps nobody from the answers of the others.
   *
   * @param isWanted - As of {@link run}.
   * @param onAnswer - Told of what is known meanwhile.
   */
  async fits(
    trials: readonly RuleTrial[],
    isWanted: IsWanted = () => true,
    onAnswer: (known: FitsPattern) => void = () => {},
  ): Promise<FitsPattern> {
    for (const trial of trials) {
      const { difference, ...rule } = validationPattern(trial.pattern)
      if (difference !== undefined || this.#tried.isKnown(trial)) continue
      const input = JSON.stringify({ ...rule, value: trial.value })
      const request = { kind: 'pattern' as const, program: patternProgram, input }
      const answer = await this.#inTurn(request, isWanted)
      if (answer === undefined) break
      if (answer !== 'endless' && answer.kind !== 'pattern') continue
      this.#tried.take(trial, readFit(answer === 'endless' ? undefined : answer.answer))
      onAnswer(this.#tried.known())
    }
    return this.#tried.known()
  }

  #inTurn(
    request:
      | Omit<Extract<EngineRequest, { kind: 'scripts' }>, 'id'>
      | Omit<Extract<EngineRequest, { kind: 'pattern' }>, 'id'>,
    isWanted: IsWanted,
  ) {
    const turn = this.#last.then(async (): Promise<EngineAnswer | 'endless' | undefined> => {
      // Somebody types faster than a script runs that does not end.
      if (!isWanted()) return undefined
      try {
        this.#worker ??= this.#start()
        const numbered = { ...request, id: ++this.#id } as EngineRequest
        const answer = await this.#ask(await this.#worker, numbered)
        if (answer === 'endless') await this.#end()
        return answer
      } catch (cause) {
        await this.#end()
        return { id: 0, kind: 'failed', message: cause instanceof Error ? cause.message : String(cause) }
      }
    })
    this.#last = turn
    return turn
  }

  async #start(): Promise<Worker> {
    const { worker: program, wasm, library } = await this.#load()
    const address = URL.createObjectURL(new Blob([program], { type: 'text/javascript' }))
    const worker = new Worker(address)
    const bytes = Uint8Array.from(atob(wasm), (character) => character.charCodeAt(0)).buffer
    const answer = await this.#ask(worker, { id: ++this.#id, kind: 'start', wasm: bytes, library }, 30_000)
    URL.revokeObjectURL(address)
    if (answer === 'endless') throw new Error('the script engine does not start')
    if (answer.kind === 'failed') throw new Error(`the script engine does not start: ${answer.message}`)
    return worker
  }

  async #end(): Promise<void> {
    const worker = await this.#worker?.catch(() => undefined)
    worker?.terminate()
    this.#worker = undefined
  }

  async #ask(
    worker: Worker,
    request: EngineRequest,
    patience = patienceMilliseconds,
  ): Promise<EngineAnswer | 'endless'> {
    return await new Promise((resolve) => {
      const timer = setTimeout(() => done('endless'), patience)
      const listen = ({ data }: MessageEvent<EngineAnswer>): void => {
        if (data.id === request.id) done(data)
      }
      const fail = ({ message }: ErrorEvent): void => done({ id: request.id, kind: 'failed', message })
      const done = (answer: EngineAnswer | 'endless'): void => {
        clearTimeout(timer)
        worker.removeEventListener('message', listen)
        worker.removeEventListener('error', fail)
        resolve(answer)
      }
      worker.addEventListener('message', listen)
      worker.addEventListener('error', fail)
      worker.postMessage(request)
    })
  }
}

function failedRuns(runs: readonly { role: ScriptRole }[], answer: 'endless' | EngineAnswer): ScriptOutcomes {
  const message = answer !== 'endless' && answer.kind === 'failed' ? answer.message : ''
  return Object.fromEntries(
    runs.map(({ role }) => [
      role,
      answer === 'endless'
        ? readOutcome(undefined)
        : ({ kind: 'error', message, place: undefined, log: [] } as const),
    ]),
  )
}
