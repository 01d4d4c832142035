import type { HookContext } from './rollup-interface.ts'

type Meta = Pick<HookContext['meta'], 'rolldownVersion'>

/** The input options for one script, of which nothing is left out and nothing split off. */
export function scriptInput(options: object, input: string, { rolldownVersion }: Meta): object {
  const { external: _, ...others } = { external: undefined, ...options }
  const settings = { ...others, input, preserveEntrySignatures: 'strict' }
  if (rolldownVersion === undefined) return settings
  const { experimental } = options as { experimental?: object }
  // Comments with the paths of modules would differ from folder to folder.
  return { ...settings, experimental: { ...experimental, attachDebugInfo: 'none' } }
}

/** The output options for one script: one that people can read, with the comments of its author. */
export function readableOutput(folder: string, { rolldownVersion }: Meta): object {
  const settings = {
    dir: folder,
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
    sourcemap: 'hidden',
    generatedCode: { preset: 'es2015' },
  }
  return rolldownVersion === undefined
    ? settings
    : { ...settings, minify: false, comments: true, topLevelVar: false }
}
