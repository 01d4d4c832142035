import { constants } from 'node:os'
import { discardUnfinishedFiles } from './unfinished-files.ts'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
type EndingSignal = (typeof signals)[number]

/** Who ends the work by itself when a signal asks for it; the last one that came is asked. */
const listeners: (() => void)[] = []

/**
 * Lets signals end the process as they would by default, with the exit code 128 and the number of the signal, but without
 * leaving half-written files behind.
 *
 * @param cleanUp - What else has to be done then; must not take time.
 * @returns a function that undoes this
 */
export function endOnSignals(cleanUp: () => void = () => {}): () => void {
  const end = (signal: EndingSignal): void => {
    const listener = listeners.pop()
    if (listener !== undefined) {
      listener()
      return
    }
    release()
    cleanUp()
    discardUnfinishedFiles()
    process.kill(process.pid, signal)
    // Where others listen too, or for the first process of a container, the signal itself ends nothing.
    process.exit(128 + constants.signals[signal])
  }
  const release = (): void => {
    for (const signal of signals) process.off(signal, end)
  }
  for (const signal of signals) process.on(signal, end)
  return release
}

/**
 * Lets work that runs until it is stopped finish on the first signal. A second one ends the process.
 *
 * @returns a function that undoes this
 */
export function stopOnSignal(stop: () => void): () => void {
  listeners.push(stop)
  return () => {
    const index = listeners.indexOf(stop)
    if (index >= 0) listeners.splice(index, 1)
  }
}
