/** What {@link hurry} needs of Vitest's `vi`. */
export interface FakeTimers {
  useFakeTimers(options: { toFake: ('setTimeout' | 'clearTimeout' | 'Date')[] }): unknown
  advanceTimersByTimeAsync(milliseconds: number): Promise<unknown>
  useRealTimers(): unknown
}

const STEP_MILLISECONDS = 1_000
/** What happens between two steps: sockets and programs are as slow as ever. */
const PAUSE_MILLISECONDS = 20

/** Runs work with a clock that goes fifty times as fast, so that time limits are soon reached. */
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
      await new Promise((resolve) => realTimeout(resolve, PAUSE_MILLISECONDS))
    }
    return await working
  } finally {
    timers.useRealTimers()
  }
}
