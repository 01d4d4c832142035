import { dirname } from 'node:path'
import { loadEsbuild } from '@tacosmith/core/adapter'
import { type CommonJsCode, commonJsCode } from './commonjs-code.ts'
import { loadJiti } from './load-jiti.ts'
import { type OnInput, ownModules } from './own-modules.ts'
import { type ModuleCode, preparedTransform } from './prepared-modules.ts'
import { nameSourcePlaces } from './source-places.ts'

/** Modules by name that stand in the place of packages that are not installed. */
export type StandIns = Record<string, unknown>

/**
 * Loads a module and the modules of the author that it imports as they are on the disk now. Node itself loads a module
 * once and never again.
 *
 * @returns its default export
 * @throws Error with the place of what is wrong, or whatever the module throws
 */
export async function importFresh(
  file: string,
  onInput: OnInput,
  virtualModules: StandIns = {},
): Promise<unknown> {
  const made = await bundled(file, onInput)
  const source = made?.code ?? (await bundledAsModule(file, onInput))
  const { createJiti } = await loadJiti()
  const settings = { fsCache: false, moduleCache: false, interopDefault: false, virtualModules }
  const babel = createJiti(file, settings)
  const code: ModuleCode = new Map(made && [[file, made.code]])
  const jiti = createJiti(file, { ...settings, transform: preparedTransform(code, babel) })
  try {
    return defaultOf(await jiti.evalModule(source, { filename: file, async: true, forceTranspile: true }))
  } catch (error) {
    if (made !== undefined) await nameSourcePlaces(error, [file], () => bundled(file, () => {}, true))
    throw error
  }
}

/** What a module of CommonJS exports is all its default. */
function defaultOf(exported: unknown): unknown {
  const { __esModule: isModule, default: value } = (exported ?? {}) as Record<string, unknown>
  return isModule ? value : (value ?? exported)
}

async function bundled(file: string, onInput: OnInput, hasMap = false): Promise<CommonJsCode | undefined> {
  return await commonJsCode({
    entryPoints: [file],
    absWorkingDir: dirname(file),
    bundlesFiles: true,
    hasMap,
    plugins: [ownModules(onInput)],
  })
}

/** For what cannot be CommonJS without Babel. */
async function bundledAsModule(file: string, onInput: OnInput): Promise<string> {
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
