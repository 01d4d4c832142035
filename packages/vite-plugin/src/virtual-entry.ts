import type { Log } from './rollup-interface.ts'

/** The id of the empty module for where a bundler expects something to build. */
export const virtualEntry = 'virtual:tacosmith'

const resolvedId = `\0${virtualEntry}`

/** The hooks that make it a module, and keep bundlers from warning that it is empty. */
export const virtualEntryHooks: {
  resolveId(id: string): string | undefined
  load(id: string): string | undefined
  onLog(level: string, log: Log): false | undefined
} = {
  resolveId: (id) => (id === virtualEntry ? resolvedId : undefined),
  load: (id) => (id === resolvedId ? '' : undefined),
  onLog(_level, { code, names }) {
    const isAboutVirtualEntry = names?.every((name) => name.includes('tacosmith'))
    return code === 'EMPTY_BUNDLE' && isAboutVirtualEntry ? false : undefined
  },
}

/** Whether a chunk is the empty one. */
export function isVirtualEntry(facadeModuleId: string | null): boolean {
  return facadeModuleId === resolvedId
}
