import { dirname } from 'node:path'
import { loadEsbuild } from '@tacosmith/core/adapter'
import { loadJiti } from './load-jiti.ts'
import { type OnInput, ownModules } from './own-modules.ts'

/**
 * Loads a module and the modules of the author that it imports as they are on the disk now. Node itself loads a module
 * once and never again.
 *
 * @param virtualModules stand in the place of packages that are not installed, by name
 * @returns its default export
 * @throws Error with the place of what is wrong, or whatever the module throws
 */
export async function importFresh(
  file: string,
  onInput: OnInput,
  virtualModules: Record<string, unknown> = {},
): Promise<unknown> {
  const code = await bundle(file, onInput)
  const { createJiti } = await loadJiti()
  const jiti = createJiti(file, { fsCache: false, moduleCache: false, interopDefault: false, virtualModules })
  const loaded = await jiti.evalModule(code, { filename: file, async: true, forceTranspile: true })
  return (loaded as { default?: unknown }).default
}

async function bundle(file: string, onInput: OnInput): Promise<string> {
  const { build } = await loadEsbuild()
  const { outputFiles } = await build({
    entryPoints: [file],
    absWorkingDir: dirname(file),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    write: false,
    logLevel: 'silent',
    plugins: [ownModules(onInput)],
  })
  return outputFiles[0]?.text ?? ''
}
