import { setTimeout } from 'node:timers/promises'
import { clock } from '../connector/clock.ts'
import {
  type Answer,
  type Engine,
  engineStates,
  expectReady,
  giveBackEngine,
  graceMilliseconds,
  messageOf,
  startMilliseconds,
  takeEngine,
  textsIn,
} from './running-engine.ts'
import { type EngineTask, giveTask } from './script-engine.ts'

const { waiting, begun } = engineStates

/** How often whoever waits looks whether the engine has answered. */
const lookMilliseconds = 2

/**
 * Where Node cannot tell the processor time of a thread, that of the process counts, and the program may be at other work
 * while it waits: so much longer a script may take then.
 */
const allowance = 'threadCpuUsage' in process ? 1 : 4

/** One script at a time: each engine takes tens of megabytes. */
let last: Promise<unknown> = Promise.resolve()

/**
 * {@link runIsolated} for those who have other work, such as a server: waits without keeping the thread.
 *
 * @throws TacosmithError `environment` where the engine does not start.
 */
export async function runAside(task: Omit<EngineTask, 'answerCall'>): Promise<string[] | undefined> {
  const turn = last.then(() => runNow({ ...task, milliseconds: task.milliseconds * allowance }))
  last = turn.catch(() => {})
  return await turn
}

async function runNow(task: EngineTask): Promise<string[] | undefined> {
  const engine = takeEngine()
  let answer: Answer | undefined
  try {
    if (!engine.isReady) {
      await waitWhile(engine, waiting, startMilliseconds)
      expectReady(engine)
    }
    giveTask(engine, task)
    await waitWhile(engine, waiting, startMilliseconds)
    await waitWhile(engine, begun, (task.clockMilliseconds ?? task.milliseconds) + graceMilliseconds, task)
    answer = messageOf(engine)
  } finally {
    giveBackEngine(engine, answer !== undefined)
  }
  return textsIn(answer)
}

/** @param task - Ends the wait when the process has spent what the task may take, as of the engine's own limit. */
async function waitWhile(
  { signal }: Engine,
  state: number,
  milliseconds: number,
  task?: EngineTask,
): Promise<void> {
  const start = clock()
  const processorStart = process.cpuUsage()
  const isOver = (): boolean => {
    const passed = clock() - start
    const { user, system } = process.cpuUsage(processorStart)
    const spent = Math.min(passed, (user + system) / 1000)
    return passed > milliseconds || (task !== undefined && spent > task.milliseconds + graceMilliseconds)
  }
  while (Atomics.load(signal, 0) === state && !isOver()) await setTimeout(lookMilliseconds)
}
