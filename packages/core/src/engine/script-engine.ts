import { clock } from '../connector/clock.ts'
import {
  type Answer,
  type Engine,
  engineStates,
  expectReady,
  giveBackEngine,
  graceMilliseconds,
  messageOf,
  prepareEngine,
  startMilliseconds,
  takeEngine,
  textsIn,
} from './running-engine.ts'

const { waiting, begun } = engineStates

/** What is to be run in the sandbox. All of it is text. */
export interface EngineTask {
  /**
   * Is evaluated first, in an engine that has the library of Tableau's and nothing else. Gives an object with functions
   * that return a text: `run(value, input)` for what the script evaluated to, and `failed(error)` for a script that
   * could not be evaluated. Where there are {@link EngineTask.answerCall | functions outside}, also
   * `connect(call)`, which is called before the script is evaluated; `call(index, values)` asks them.
   */
  prelude: string
  /** Is evaluated separately for each input. */
  script: string
  /** What the script is called in the stacks of errors. Default `tacosmith:script`. */
  fileName?: string
  inputs: readonly string[]
  /** For all inputs together. By the clock, unless {@link EngineTask.clockMilliseconds} is given. */
  milliseconds: number
  /**
   * Makes {@link EngineTask.milliseconds} a limit of processor time, so that a busy machine does not end a script that has
   * hardly run; this is the limit by the clock then.
   */
  clockMilliseconds?: number
  /**
   * Answers what the script asks of functions outside, of which the index and the values are whatever the script says.
   * Without it nothing outside the sandbox can be called. Must not throw.
   */
  answerCall?(index: number, values: string): string
}

/** How often a waiting program looks whether a script is over its limit of processor time. */
const lookMilliseconds = 20

/** What a program may want of the process that the engine is started in. */
export interface ScriptEngineSettings {
  /**
   * Flags of V8, for the whole process, which are set just before the engine is compiled. Sooner they would make the start of
   * a thread slower: Node has its own modules in a form that fits only as long as no flag has changed. Default: none.
   */
  v8Flags?: readonly string[]
}

/**
 * Starts the engine while other work goes on, so that the first task does not wait for it. Where it cannot start, the
 * task will report it.
 */
export function startScriptEngine({ v8Flags = [] }: ScriptEngineSettings = {}): void {
  try {
    prepareEngine(v8Flags)
  } catch {}
}

/**
 * Runs an untrusted script: in QuickJS, compiled to WebAssembly, in a worker without environment.
 * Nothing of Node is inside the sandbox, memory and time are limited, and what does not end is ended.
 *
 * Waits for the answer, so that callers need not be asynchronous.
 *
 * @returns a text for each input, or undefined where the script did not come to its end in time
 * @throws TacosmithError `environment` where the engine does not start.
 */
export function runIsolated(task: EngineTask): string[] | undefined {
  // A function outside may run another script meanwhile, in an engine of its own.
  const engine = takeEngine()
  let answer: Answer | undefined
  try {
    waitUntilReady(engine)
    answer = perform(engine, task)
  } finally {
    giveBackEngine(engine, answer !== undefined)
  }
  return textsIn(answer)
}

function waitUntilReady(engine: Engine): void {
  if (engine.isReady) return
  waitWhile(engine, waiting, startMilliseconds)
  expectReady(engine)
}

function perform(engine: Engine, task: EngineTask): Answer | undefined {
  const { answerCall } = task
  const { signal, port } = engine
  giveTask(engine, task)
  waitWhile(engine, waiting, startMilliseconds)
  for (;;) {
    waitForScript(engine, task)
    const message = messageOf(engine)
    if (message?.call === undefined || answerCall === undefined) return message
    const reply = answerCall(message.call, message.values ?? '')
    Atomics.store(signal, 0, begun)
    port.postMessage({ reply })
    Atomics.add(signal, 1, 1)
    Atomics.notify(signal, 1)
  }
}

/** Asks the worker to begin with a task. */
export function giveTask({ signal, port }: Engine, task: EngineTask): void {
  const { fileName = 'tacosmith:script', clockMilliseconds = task.milliseconds, answerCall, ...plain } = task
  Atomics.store(signal, 0, waiting)
  port.postMessage({ ...plain, clockMilliseconds, fileName, hasFunctions: answerCall !== undefined })
}

/**
 * Waits until the worker is further than that, or the time is over. The worker says so in two steps, of which the second
 * may wake whoever has seen the first already and waits for the next state.
 */
function waitWhile({ signal }: Engine, state: number, milliseconds: number): void {
  const end = clock() + milliseconds
  while (Atomics.load(signal, 0) === state) {
    const left = end - clock()
    if (left <= 0) return
    Atomics.wait(signal, 0, state, left)
  }
}

/** Waits until the script has ended or is over its limits, by which time it should have ended itself. */
function waitForScript(engine: Engine, { milliseconds, clockMilliseconds = milliseconds }: EngineTask): void {
  const start = clock()
  const processorStart = process.cpuUsage()
  const end = start + clockMilliseconds + graceMilliseconds
  const isOver = (): boolean => {
    const { user, system } = process.cpuUsage(processorStart)
    const processor = (user + system) / 1000
    return Math.min(processor, clock() - start) > milliseconds + graceMilliseconds
  }
  while (Atomics.load(engine.signal, 0) === begun && clock() < end && !isOver()) {
    waitWhile(engine, begun, Math.min(lookMilliseconds, end - clock()))
  }
}
