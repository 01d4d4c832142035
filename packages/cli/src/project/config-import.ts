import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { defineConfig, TacosmithError } from '@tacosmith/core'
import { importFresh, type StandIns } from '../program/fresh-module.ts'
import type { OnInput } from '../program/own-modules.ts'
import { importTranspiled } from '../program/transpiled-module.ts'
import { configFault } from './config-error.ts'
import { packageManagerOf } from './package-manager.ts'

/**
 * Imports a configuration file.
 *
 * @param onInput - See `LoadConfigOptions`.
 * @returns what it exports by default
 * @throws TacosmithError `usage` where it cannot be loaded.
 */
export async function importConfig(file: string, onInput: OnInput | undefined): Promise<unknown> {
  try {
    return await importWithCore((modules) =>
      onInput ? importFresh(file, onInput, modules) : importDefault(file, modules),
    )
  } catch (cause) {
    throw await notLoaded(file, cause)
  }
}

/**
 * `npx` and the action bring tacosmith along where nothing is installed; `defineConfig` is all that most configurations
 * import.
 *
 * @param load - Is called once more where the project has no core of its own.
 */
async function importWithCore(load: (standIns?: StandIns) => Promise<unknown>): Promise<unknown> {
  try {
    return await load()
  } catch (error) {
    if (missingPackage(error) !== '@tacosmith/core') throw error
    return await load({ '@tacosmith/core': { defineConfig } }).catch((cause: unknown) => {
      // It calls something else of core.
      throw cause instanceof Error && cause.name === 'TypeError' ? error : cause
    })
  }
}

/** The package that could not be found, where that is what went wrong. */
function missingPackage(error: unknown): string | undefined {
  const message = error instanceof Error ? error.message : String(error)
  // Node says in further lines who asked for a module, which is the file itself.
  return /^Cannot find (?:module|package) '([^'./][^']*)'/.exec(message)?.[1]
}

async function notLoaded(file: string, cause: unknown): Promise<TacosmithError> {
  const missing = missingPackage(cause)
  if (missing === undefined) {
    const { message, place } = await configFault(file, cause)
    return new TacosmithError('usage', `${file}${place} cannot be loaded: ${message}`, { cause })
  }
  return new TacosmithError('usage', `${file} cannot be loaded: the package ${missing} is not installed`, {
    help: `Run ${installLine(missing, dirname(file))} in ${dirname(file)}.`,
    cause,
  })
}

/** How to install a package; one that package.json names is not added again. */
export function installLine(name: string, folder: string): string {
  const { install, add } = packageManagerOf(folder)
  return isNamed(name, join(folder, 'package.json')) ? install : add(name)
}

function isNamed(name: string, packageJson: string): boolean {
  try {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(packageJson, 'utf8')) as Record<
      string,
      Record<string, string> | undefined
    >
    return Object.hasOwn({ ...dependencies, ...devDependencies }, name)
  } catch {
    return false
  }
}

async function importDefault(file: string, virtualModules?: StandIns): Promise<unknown> {
  if (virtualModules === undefined && /\.m?js$/.test(file)) {
    return ((await import(pathToFileURL(file).href)) as { default?: unknown }).default
  }
  return await importTranspiled(file, virtualModules)
}
