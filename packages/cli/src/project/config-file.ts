import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { defineConfig, type TacoOptions, TacosmithError } from '@tacosmith/core'
import { resolveOptions } from '@tacosmith/core/adapter'
import { importFresh } from '../program/fresh-module.ts'
import type { OnInput } from '../program/own-modules.ts'
import { packageManagerOf } from './package-manager.ts'

/** A configuration file and the folder its relative paths start from. */
export interface LoadedConfig {
  options: TacoOptions
  folder: string
  file: string | undefined
}

const fileNames = ['ts', 'mts', 'js', 'mjs'].map((extension) => `tacosmith.config.${extension}`)

/** How a configuration file is loaded. */
export interface LoadConfigOptions {
  /**
   * Takes the file and what it imports as they are on the disk now, though they were loaded before, and reports on each
   * before it is read.
   */
  onInput?: OnInput
}

/**
 * Finds `tacosmith.config.{ts,mts,js,mjs}` in a folder or above it and loads it.
 *
 * @throws TacosmithError `usage` where the file cannot be loaded or exports something else than options.
 */
export async function loadConfig(start: string, { onInput }: LoadConfigOptions = {}): Promise<LoadedConfig> {
  const file = findConfigFile(resolve(start))
  if (file === undefined) return { options: {}, folder: resolve(start), file }
  return { options: await importOptions(file, onInput), folder: dirname(file), file }
}

/** The configuration file in a folder itself. */
export function findOwnConfig(folder: string): string | undefined {
  return fileNames.map((name) => join(folder, name)).find((path) => existsSync(path))
}

/** The configuration file in a folder or above it. */
export function findConfigFile(folder: string): string | undefined {
  const here = findOwnConfig(folder)
  const parent = dirname(folder)
  if (here !== undefined || parent === folder) return here
  return findConfigFile(parent)
}

async function importOptions(file: string, onInput: OnInput | undefined): Promise<TacoOptions> {
  let exported: unknown
  try {
    exported = await importWithCore((modules) =>
      onInput ? importFresh(file, onInput, modules) : importDefault(file, modules),
    )
  } catch (cause) {
    throw notLoaded(file, cause)
  }
  if (typeof exported === 'object' && exported !== null && !Array.isArray(exported)) {
    return checked(file, exported)
  }
  throw new TacosmithError('usage', `${file} does not export options`, {
    help: 'Write export default defineConfig({ ... }) with defineConfig from @tacosmith/core.',
  })
}

/** Modules by name that stand in the place of packages that are not installed. */
type StandIns = Record<string, unknown>

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

function notLoaded(file: string, cause: unknown): TacosmithError {
  const message = cause instanceof Error ? cause.message : String(cause)
  const missing = missingPackage(cause)
  if (missing === undefined) {
    return new TacosmithError('usage', `${file} cannot be loaded: ${message.trim()}`, { cause })
  }
  return new TacosmithError('usage', `${file} cannot be loaded: the package ${missing} is not installed`, {
    help: `Run ${installLine(missing, dirname(file))} in ${dirname(file)}.`,
    cause,
  })
}

/** A package that package.json names is not added again. */
function installLine(name: string, folder: string): string {
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

/** Options are checked again when they are used; here the message can name the file. */
function checked(file: string, options: TacoOptions): TacoOptions {
  try {
    // The key may still come from the command line.
    resolveOptions(options, { TACOSMITH_KEYSTORE: 'to be told' })
    return options
  } catch (cause) {
    if (!(cause instanceof TacosmithError)) throw cause
    throw new TacosmithError(cause.code, `${file}: ${cause.message}`, {
      ...(cause.help ? { help: cause.help } : {}),
      cause,
    })
  }
}

async function importDefault(file: string, virtualModules?: StandIns): Promise<unknown> {
  if (virtualModules === undefined && /\.m?js$/.test(file)) {
    return ((await import(pathToFileURL(file).href)) as { default?: unknown }).default
  }
  // Loaded here only: most runs need no TypeScript.
  const { createJiti } = await import('jiti')
  const settings = { fsCache: false, interopDefault: false, ...(virtualModules && { virtualModules }) }
  return await createJiti(import.meta.url, settings).import(file, { default: true })
}
