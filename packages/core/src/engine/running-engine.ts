import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads'
import { TacosmithError } from '../errors.ts'
import { type EnginePackages, enginePackages } from './engine-packages.ts'
import { libraryRemoval } from './library-removal.ts'
import { workerProgram } from './worker-program.ts'

/** How far the worker is, as the number that it shares with those who wait. */
export const engineStates = { waiting: 0, begun: 1, calling: 2, answered: 3 }

/** What the engine may take, and the words for how far it is. */
const limits = { memory: 64 * 1024 * 1024, stack: 256 * 1024, runs: 20, ...engineStates }

/** So much longer than its own limit a script is waited for: loops inside of built-in functions end with the worker. */
export const graceMilliseconds = 100

/** Starting and getting ready for a script takes a tenth of a second; a machine may be busy. */
export const startMilliseconds = 30_000

/** The worker and what it is asked through. */
export interface Engine {
  worker: Worker
  /** How far the worker is, and how many calls were replied to. */
  signal: Int32Array
  port: MessagePort
  isReady: boolean
}

/** What the worker says. */
export interface Answer {
  ready?: boolean
  answers?: string[]
  failure?: string
  /** Not an answer yet: which function outside is asked, and what it is given. */
  call?: number
  values?: string
}

/** One that waits for work. */
let idle: Engine | undefined

/** Has an engine wait for work. */
export function prepareEngine(v8Flags: readonly string[]): void {
  idle ??= start(v8Flags)
}

/** The engine that waits for work, or a new one; nobody else gets it until it is given back. */
export function takeEngine(): Engine {
  const engine = idle ?? start([])
  idle = undefined
  return engine
}

/** @param isUsable - False for one that did not answer, which may never do so. */
export function giveBackEngine(engine: Engine, isUsable: boolean): void {
  if (isUsable && !idle) idle = engine
  else void engine.worker.terminate()
}

/** What the worker said since it was asked last; undefined where that was nothing. */
export function messageOf({ port }: Engine): Answer | undefined {
  return receiveMessageOnPort(port)?.message as Answer | undefined
}

/** @throws TacosmithError `environment` where what the worker said first is not that it is ready. */
export function expectReady(engine: Engine): void {
  const { ready = false, failure = 'it does not answer' } = messageOf(engine) ?? {}
  if (!ready) throw notStarted(failure)
  engine.isReady = true
}

/** The texts that the worker answered with; undefined where the script did not come to its end. */
export function textsIn(answer: Answer | undefined): string[] | undefined {
  if (answer?.failure !== undefined) throw new Error(`the script engine failed: ${answer.failure}`)
  return answer?.answers
}

function start(v8Flags: readonly string[]): Engine {
  const signal = new Int32Array(new SharedArrayBuffer(8))
  const { port1: port, port2 } = new MessageChannel()
  const { NODE_OPTIONS } = process.env
  const worker = new Worker(workerProgram, {
    eval: true,
    workerData: { packages: findPackages(), library: libraryRemoval, signal, port: port2, limits, v8Flags },
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

function findPackages(): EnginePackages {
  try {
    return enginePackages()
  } catch (cause) {
    throw notStarted(cause instanceof Error ? cause.message : String(cause))
  }
}

function notStarted(reason: string): TacosmithError {
  const message = `the engine that runs scripts did not start: ${reason.split('\n')[0]}`
  return new TacosmithError('environment', message, {
    help: 'Install the packages of the project again. To build without trying scripts, set scripts.trial to false.',
  })
}
