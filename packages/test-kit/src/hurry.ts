/** What {@link hurry} needs of Vitest's `vi`. */
export interface FakeTimers {
  useFakeTimers(options: { toFake: ('setTimeout' | 'clearTimeout' | 'Date')[] }): unknown
  advanceTimersByTimeAsync(milliseconds: number): Promise<unknown>
  useRealTimers(): unknown
}

const STEP_MILLISECONDS = 1_000
/** What happens between two steps: sockets and programs are as slow as ever. */
const PAUSE_MILLISECONDS = 20
/** The part of a pause for which work may have kept this process busy, so that it did wait for the clock. */
const MAXIMUM_UTILIZATION = 0.5
/** What never stops working has its limits too. */
const MAXIMUM_PAUSES = 50

/**
 * Runs work with a clock that goes fifty times as fast, so that time limits are soon reached. It stands still while the
 * process is busy: on a busy machine the limit of a request would be over before the server had seen it.
 */
export async function hurry<Result>(timers: FakeTimers, work: () => Promise<Result>): Promise<Result> {
  const { setTimeout: realTimeout } = globalThis
  timers.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  try {
    let ended = false
    const end = (): void => {
      ended = true
    }
    const working = work()
    working.then(end, end)
    while (!ended) {
      await timers.advanceTimersByTimeAsync(STEP_MILLISECONDS)
      await pauseWhileBusy(realTimeout)
    }
    return await working
  } finally {
    timers.useRealTimers()
  }
}

async function pauseWhileBusy(realTimeout: typeof setTimeout): Promise<void> {
  for (let count = 0; count < MAXIMUM_PAUSES; count++) {
    const before = performance.eventLoopUtilization()
    await new Promise((resolve) => realTimeout(resolve, PAUSE_MILLISECONDS))
    if (performance.eventLoopUtilization(before).utilization <= MAXIMUM_UTILIZATION) return
  }
}
