import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Most connectors are smaller as a whole, so that nothing is done for them. */
const WORTH_COLLECTING = 2 * 1024 * 1024

let handedOut = 0
let collect: (() => void) | undefined

/**
 * To be called before a buffer is made that is needed for a moment only. After some megabytes of them it has V8 look for those
 * that nobody uses any more.
 *
 * By itself V8 lets 32 MB pile up, which is as much as a large file takes. A look at the youngest objects takes a tenth of a
 * millisecond.
 */
export function makeRoomFor(bytes: number): void {
  if (handedOut > 0 && handedOut + bytes > WORTH_COLLECTING) {
    collect ??= findCollector()
    collect()
    handedOut = 0
  }
  handedOut += bytes
}

/** The garbage collector of `node --expose-gc`, for this one context. Other runtimes than Node may have none. */
function findCollector(): () => void {
  try {
    setFlagsFromString('--expose-gc')
    const gc: (options: { type: 'minor' }) => void = runInNewContext('gc')
    setFlagsFromString('--no-expose-gc')
    return () => gc({ type: 'minor' })
  } catch {
    return () => {}
  }
}
