import { createRequire } from 'node:module'
import type * as Esbuild from 'esbuild'

/**
 * Loads the esbuild that comes with this package, on demand only: plain scripts need none.
 *
 * Not by an import: to learn the names that a CommonJS package exports, Node first reads all of it a second time,
 * which takes longer than to run it.
 *
 * @throws Error of Node's where it is not installed.
 */
export async function loadEsbuild(): Promise<typeof Esbuild> {
  return createRequire(import.meta.url)('esbuild') as typeof Esbuild
}
