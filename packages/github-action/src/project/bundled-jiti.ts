import type { createJiti } from 'jiti'

/** Stands in the place of the command line's in the bundle of the action: what comes as `jiti` loads Babel from a file beside it. */
export async function loadJiti(): Promise<{ createJiti: typeof createJiti }> {
  return await import('jiti/static')
}
