import { type Bundler, type StatsJson, statsJson } from './bundler-project.ts'

/** The builds of a bundler in watch mode. */
export interface WatchedBuilds {
  /** The next build's errors, by line. */
  next(): Promise<string>
  /** How many builds there were since the last call of `next`. */
  count(): number
  close(): Promise<void>
}

/** Builds at once and after every change. */
export function watch(bundler: Bundler, config: object): WatchedBuilds {
  const outcomes: (StatsJson | Error)[] = []
  let wake = () => {}
  const compiler = bundler.create(config)
  const watching = compiler.watch({ aggregateTimeout: 50 }, (error, stats) => {
    outcomes.push(stats ? statsJson(stats) : (error ?? new Error('no error was told')))
    wake()
  })
  return {
    async next(): Promise<string> {
      while (outcomes.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      // A change of several files may give several builds, on a busy machine some time apart: the last one counts.
      for (let count = 0; count < outcomes.length; ) {
        count = outcomes.length
        await new Promise((resolve) => setTimeout(resolve, 600))
      }
      const last = outcomes.at(-1)
      outcomes.length = 0
      if (last instanceof Error || last === undefined) throw last
      return last.errors.map(({ file, message }) => `${file}: ${message}`).join('\n')
    },
    count: () => outcomes.length,
    async close() {
      await new Promise((done) => watching.close(done))
      await new Promise((done) => compiler.close(done))
    },
  }
}
