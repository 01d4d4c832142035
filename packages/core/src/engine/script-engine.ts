import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads'
import { TacosmithError } from '../errors.ts'
import { enginePackages } from './engine-packages.ts'
import { workerProgram } from './worker-program.ts'

/** What is to be run behind the wall. All of it is text. */
export interface EngineTask {
  /**
   * Is evaluated first, and gives an object with two functions that return a text: `run(value, input)` for what the
   * script evaluated to, and `failed(error)` for a script that could not be evaluated.
   */
  prelude: string
  /** Is evaluated anew for each input. */
  script: string
  inputs: readonly string[]
  /** For all inputs together. */
  milliseconds: number
}

/** How far the worker is, as the number that it shares with those who wait. */
const waiting = 0
const begun = 1
const answered = 2

/** What the engine may take, and the words for how far it is. */
const limits = { memory: 64 * 1024 * 1024, stack: 256 * 1024, begun, answered }

/** So much longer than its own limit a script is waited for: loops inside of built-in functions end with the worker. */
const graceMilliseconds = 300

/** Starting and getting ready for a script takes a tenth of a second; a machine may be busy. */
const startMilliseconds = 30_000

/** The worker and what it is asked through. */
interface Running {
  worker: Worker
  signal: Int32Array
  port: MessagePort
  isReady: boolean
}

let running: Running | undefined

/** Starts the engine while other work goes on, so that the first task does not wait for it. */
export function startScriptEngine(): void {
  running ??= start()
}

/**
 * Runs a script that anybody may have written: in QuickJS, compiled to WebAssembly, in a worker without environment.
 * The wall has no door. Nothing of Node is inside of it, memory and time are limited, and what does not end is ended.
 *
 * Waits for the answer, so that those who ask need not be asynchronous.
 *
 * @returns a text for each input, or undefined where the script did not come to its end in time
 * @throws TacosmithError `environment` where the engine does not start.
 */
export function runBehindWall(task: EngineTask): string[] | undefined {
  running ??= start()
  const engine = running
  if (!engine.isReady) {
    const { ready = false, failure = 'it does not answer' } =
      answerOf(engine, waiting, startMilliseconds) ?? {}
    if (!ready) throw notStarted(failure)
    engine.isReady = true
  }
  Atomics.store(engine.signal, 0, waiting)
  engine.port.postMessage(task)
  Atomics.wait(engine.signal, 0, waiting, startMilliseconds)
  const answer = answerOf(engine, begun, task.milliseconds + graceMilliseconds)
  if (answer === undefined) stop()
  if (answer?.failure !== undefined) throw new Error(`the script engine failed: ${answer.failure}`)
  return answer?.answers
}

/** Ends the worker; the next task starts another one. */
function stop(): void {
  void running?.worker.terminate()
  running = undefined
}

interface Answer {
  ready?: boolean
  answers?: string[]
  failure?: string
}

/** What the worker says once it is further than that; undefined where it does not get there in time. */
function answerOf({ signal, port }: Running, state: number, milliseconds: number): Answer | undefined {
  Atomics.wait(signal, 0, state, milliseconds)
  return receiveMessageOnPort(port)?.message as Answer | undefined
}

function start(): Running {
  const signal = new Int32Array(new SharedArrayBuffer(4))
  const { port1: port, port2 } = new MessageChannel()
  const { NODE_OPTIONS } = process.env
  const worker = new Worker(workerProgram, {
    eval: true,
    workerData: { ...enginePackages(), signal, port: port2, limits },
    transferList: [port2],
    // How modules are found may depend on these; all else stays outside.
    env: NODE_OPTIONS === undefined ? {} : { NODE_OPTIONS },
    // Those of the program may say how to read a text of its own, which this one is not.
    execArgv: [],
    stdin: false,
  })
  // Nobody has to end a program because of it.
  worker.unref()
  port.unref()
  worker.on('error', () => {})
  return { worker, signal, port, isReady: false }
}

function notStarted(reason: string): TacosmithError {
  running = undefined
  const message = `the engine that tries scripts did not start: ${reason.split('\n')[0]}`
  return new TacosmithError('environment', message, {
    help: 'Set scripts.trial to false to build without it.',
  })
}
