import { createRequire } from 'node:module'
import type { createJiti } from 'jiti'

/**
 * Loads jiti, on demand only: configurations in JavaScript need none.
 *
 * Not by an import, for the reason that esbuild is not: see `loadEsbuild`.
 */
export async function loadJiti(): Promise<{ createJiti: typeof createJiti }> {
  return createRequire(import.meta.url)('jiti') as { createJiti: typeof createJiti }
}
