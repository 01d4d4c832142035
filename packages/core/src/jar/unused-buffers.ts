import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Most connectors are smaller, so that nothing is done for them. */
const WORTH_COLLECTING = 2 * 1024 * 1024

let unused = 0
let collect: (() => void) | undefined

/**
 * Says that a buffer is not used any more, and after some megabytes of them has V8 look for such buffers.
 *
 * By itself it lets 32 MB pile up, which is as much as a large file takes. A look at the youngest objects takes a tenth of a
 * millisecond.
 */
export function countUnused(bytes: number): void {
  unused += bytes
  if (unused < WORTH_COLLECTING) return
  unused = 0
  collect ??= findCollector()
  collect()
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
