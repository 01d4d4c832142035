import { resolve } from 'node:path'
import type { Plugin } from 'esbuild'

/** Is called with the absolute path of a file before it is read. */
export type OnInput = (path: string) => void

/**
 * Reports the files that a build reads, except those of packages, and those that it looks for without success: what fixes a
 * build that fails may be one of these. It reports them before they are read, so that whoever watches them from then on misses
 * no change.
 */
export function ownModules(onInput: OnInput): Plugin {
  const tell = (path: string): void => {
    if (!/[\\/]node_modules[\\/]/.test(path)) onInput(path)
  }
  return {
    name: 'tacosmith:own-modules',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^\.\.?(\/|$)/ }, ({ path, resolveDir }) => {
        tell(resolve(resolveDir, path))
        return undefined
      })
      onLoad({ filter: /.*/, namespace: 'file' }, ({ path }) => {
        tell(path)
        return undefined
      })
    },
  }
}
