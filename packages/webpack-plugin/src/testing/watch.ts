import { type Bundler, type StatsJson, statsJson } from './bundler-project.ts'

/** The builds of a bundler in watch mode. */
export interface WatchedBuilds {
  /**
   * Waits for a build after which the check passes: a change may give several builds, and one that began before the change
   * may end after it. The builds so far are not asked again.
   *
   * @param check - Gets the errors of the build, by line; throws where it is not the one that is meant.
   * @throws what the check threw last, where no such build comes
   */
  until(check: (errors: string) => unknown): Promise<void>
  /** Waits until no build has come for a while. Gives the errors of the last build. */
  rest(): Promise<string>
  /** How many builds there were since the one that was waited for. */
  count(): number
  close(): Promise<void>
}

const LIMIT_MILLISECONDS = 60_000
const REST_MILLISECONDS = 600

/** Builds at once and after every change. */
export function watch(bundler: Bundler, config: object): WatchedBuilds {
  const outcomes: (StatsJson | Error)[] = []
  let last: StatsJson | Error | undefined
  let wake = () => {}
  const compiler = bundler.create(config)
  const watching = compiler.watch({ aggregateTimeout: 50 }, (error, stats) => {
    last = stats ? statsJson(stats) : (error ?? new Error('no error was told'))
    outcomes.push(last)
    wake()
  })
  /** Whether a build came within the time. */
  const another = (milliseconds: number): Promise<boolean> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), milliseconds)
      wake = () => {
        clearTimeout(timer)
        resolve(true)
      }
    })
  return {
    async until(check) {
      const end = Date.now() + LIMIT_MILLISECONDS
      let failure: unknown = new Error(`there was no build within ${LIMIT_MILLISECONDS} ms`)
      for (;;) {
        if (outcomes.length === 0 && !(await another(end - Date.now()))) throw failure
        try {
          await check(errorsOf(outcomes.shift()))
          return
        } catch (error) {
          failure = error
        }
      }
    },
    async rest() {
      while (await another(REST_MILLISECONDS));
      return errorsOf(last)
    },
    count: () => outcomes.length,
    async close() {
      await new Promise((done) => watching.close(done))
      await new Promise((done) => compiler.close(done))
    },
  }
}

function errorsOf(outcome: StatsJson | Error | undefined): string {
  if (outcome instanceof Error || outcome === undefined) throw outcome ?? new Error('there was no build yet')
  return outcome.errors.map(({ file, message }) => `${file}: ${message}`).join('\n')
}
