import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type TacoOptions, TacosmithError } from '@tacosmith/core'
import { checkConfig, extendOptions, resolveOptions } from '@tacosmith/core/adapter'
import type { OnInput } from '../program/own-modules.ts'
import { findBase } from './config-bases.ts'
import { importConfig } from './config-import.ts'
import { configFileNames } from './config-names.ts'
import { optionsIn } from './option-paths.ts'

/** A configuration file. Paths in the options are absolute, but for those that start in the project. */
export interface LoadedConfig {
  options: TacoOptions
  folder: string
  file: string | undefined
}

/** How a configuration file is loaded. */
export interface LoadConfigOptions {
  /**
   * Takes the file and what it imports as they are on the disk now, though they were loaded before, and reports on each
   * before it is read.
   */
  onInput?: OnInput
  /** What was loaded before, by file: for commands on several connectors. */
  loaded?: Map<string, Promise<TacoOptions>>
}

/**
 * Finds `tacosmith.config.{ts,mts,js,mjs}` in a folder or above it and loads it, with the configurations that it extends.
 *
 * @throws TacosmithError `usage` where a file cannot be loaded or exports something else than options.
 */
export async function loadConfig(start: string, loading: LoadConfigOptions = {}): Promise<LoadedConfig> {
  const file = findConfigFile(resolve(start))
  if (file === undefined) return { options: {}, folder: resolve(start), file }
  const { loaded = new Map<string, Promise<TacoOptions>>() } = loading
  const options = loaded.get(file) ?? loadFile(file, loading, [])
  loaded.set(file, options)
  return { options: await options, folder: dirname(file), file }
}

/** The configuration file in a folder itself. */
export function findOwnConfig(folder: string): string | undefined {
  return configFileNames.map((name) => join(folder, name)).find((path) => existsSync(path))
}

/** The configuration file in a folder or above it. */
export function findConfigFile(folder: string): string | undefined {
  const here = findOwnConfig(folder)
  const parent = dirname(folder)
  if (here !== undefined || parent === folder) return here
  return findConfigFile(parent)
}

/** @param extending - The files that led to this one, each of which extends the next. */
async function loadFile(
  file: string,
  { onInput }: LoadConfigOptions,
  extending: readonly string[],
): Promise<TacoOptions> {
  const way = [...extending, file]
  if (extending.includes(file)) throw circle(way)
  const { bases, options: own } = inFile(file, await exportedBy(file, onInput), checkExported)
  let inherited: TacoOptions = {}
  for (const base of bases) {
    const found = await findBase(base, file, onInput)
    inherited = extendOptions(inherited, await loadFile(found, onInput ? { onInput } : {}, way))
  }
  const options = extendOptions(inherited, optionsIn(dirname(file), own))
  return bases.length === 0 ? options : inFile(file, options, checkResolved)
}

async function exportedBy(file: string, onInput: OnInput | undefined): Promise<object> {
  const exported = await importConfig(file, onInput)
  if (typeof exported === 'object' && exported !== null && !Array.isArray(exported)) return exported
  throw new TacosmithError('usage', `${file} does not export options`, {
    help: 'Write export default defineConfig({ ... }) with defineConfig from @tacosmith/core.',
  })
}

function checkExported(exported: object): ReturnType<typeof checkConfig> {
  const config = checkConfig(exported)
  checkResolved(config.options)
  return config
}

function checkResolved(options: TacoOptions): TacoOptions {
  // The key may still come from the command line.
  resolveOptions(options, { TACOSMITH_KEYSTORE: 'to be told' })
  return options
}

/** Options are checked again when they are used; here the message can name the file. */
function inFile<Given, Checked>(file: string, given: Given, check: (given: Given) => Checked): Checked {
  try {
    return check(given)
  } catch (cause) {
    if (!(cause instanceof TacosmithError)) throw cause
    throw new TacosmithError(cause.code, `${file}: ${cause.message}`, {
      ...(cause.help ? { help: cause.help } : {}),
      cause,
    })
  }
}

function circle(way: readonly string[]): TacosmithError {
  const [file = ''] = way.slice(-1)
  const steps = way.slice(way.indexOf(file)).join('\n  extends ')
  return new TacosmithError('usage', `${file} extends itself:\n  ${steps}`, {
    help: 'Remove extends from one of them.',
  })
}
