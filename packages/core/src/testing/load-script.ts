import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { driverNameOf } from '../connector/driver-name.ts'
import { startScriptEngine } from '../engine/script-engine.ts'
import type { TableauException as ReturnedException } from '../script.ts'
import { checkScript } from '../scripts/analyse/check-script.ts'
import { scriptShape } from '../scripts/analyse/script-shape.ts'
import { buildModule, cannotRun } from './build-module.ts'
import { functionRunner } from './function-runner.ts'
import { readTestFile, resolverBeside } from './script-files.ts'
import type { ScriptRunner, ScriptWorld } from './script-world.ts'
import { textRunner } from './text-runner.ts'

/** What {@link loadScript} runs a script against. */
export interface LoadScriptOptions {
  /** Attributes of every call; those of the call itself are added. Default none. */
  attributes?: Readonly<Record<string, string>>
  /** What `GetPlatform` answers, and whose driver rules count. Default `win`. */
  platform?: 'win' | 'mac' | 'linux'
  /** What `GetProductName` and `GetProductVersion` answer. Default Tableau Desktop 2024.2.0. */
  product?: { name: string; version: string }
  /** What `LocateDriver` and `LocateDriverVersion` answer. Default the first fitting rule of `resolver`. */
  driver?: { name: string; version?: string }
  /** The `.tdr` file with the driver rules. Default the only one in the script's folder. */
  resolver?: string
  /**
   * Globals to add. Where a stand-in of that name exists, the members of an object go into it; functions take the
   * place of both letter cases.
   *
   * For a script in a file or text they are copied into its engine when it is called; their functions run here, with
   * copies of what the script hands them.
   */
  globals?: Readonly<Record<string, unknown>>
  /** The folder from which the imports of a script given as text are resolved. Default the current folder. */
  resolveFrom?: string
}

/** A script that is ready to be called, as Tableau calls it. */
export interface LoadedScript<Result = unknown> {
  /**
   * Runs the script; attributes that are undefined are absent.
   *
   * @throws TableauException where the script ended with `ThrowTableauException`, and whatever else it throws.
   */
  (attributes?: Readonly<Record<string, string | undefined>>): Result
  /** What the latest call logged. */
  readonly log: readonly string[]
}

/**
 * Loads a connector script for a test, to be run against stand-ins for Tableau's globals (see `standInGlobals`).
 *
 * - A path (it ends in `.js`, `.ts` or their kin) or a file URL, of a script as it is packaged or of its source.
 * - A script as text.
 * - The default export of a source, as a function: built by whatever runs the test, with its aliases and plugins.
 *
 * Scripts in files and texts are tested against Tableau's engine: they must pass the checks of the build, see only the
 * library that the engine has, and run in a sandbox: in QuickJS, with nothing of Node, for 5 seconds and in 64 MB. TypeScript and ES modules are bundled with esbuild as it comes, without aliases or
 * plugins. A function sees all of Node, since it was loaded by Node; test the built script too.
 *
 * @typeParam Result - What the script returns, for the convenience of the test; it is not checked.
 * @throws TacosmithError `script` where Tableau could not run the script, `environment` where a file is missing
 *   or the engine does not start.
 */
export function loadScript<Result = unknown>(
  script: string | URL,
  options?: LoadScriptOptions,
): Promise<LoadedScript<Result>>
export function loadScript<Result>(
  script: (attr: never) => Result,
  options?: LoadScriptOptions,
): Promise<LoadedScript<Exclude<Result, ReturnedException>>>
export async function loadScript(
  script: string | URL | ((attr: never) => unknown),
  options: LoadScriptOptions = {},
): Promise<LoadedScript> {
  if (typeof script === 'function')
    return toLoadedScript(functionRunner(script, await worldOf(undefined, options)), options)
  startScriptEngine()
  const path = pathOf(script)
  const text = path === undefined ? String(script) : decode(await readTestFile(path))
  const world = await worldOf(path, options)
  const wanted = path ?? join(resolve(options.resolveFrom ?? '.'), 'script.ts')
  const provided = Object.keys(options.globals ?? {})
  const plain = isModule(text, path) ? await buildModule({ path: wanted, text }, provided) : text
  const name = path === undefined ? 'script.js' : relative('.', path)
  refuseWhatTableauRefuses(name, plain, provided)
  return toLoadedScript(textRunner(plain, name, world), options)
}

/** Undefined for a script that is given as text. */
function pathOf(script: string | URL): string | undefined {
  if (typeof script !== 'string') return fileURLToPath(script)
  return /\.[cm]?[jt]sx?$/.test(script) && !/[\r\n]/.test(script) ? resolve(script) : undefined
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

/** The name of a file shows whether it is TypeScript; a text may be anything. */
function isModule(text: string, path: string | undefined): boolean {
  if (path !== undefined && !/\.[cm]?js$/.test(path)) return true
  return scriptShape(text) !== 'plain' && /^\s*(import|export)\b/m.test(text)
}

function refuseWhatTableauRefuses(name: string, text: string, provided: readonly string[]): void {
  const findings = checkScript(name, new TextEncoder().encode(text), 'es2016', true, provided)
  const errors = findings.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) throw cannotRun(name, errors)
}

async function worldOf(path: string | undefined, options: LoadScriptOptions): Promise<ScriptWorld> {
  const { platform = 'win', product, driver, globals = {} } = options
  return {
    settings: {
      platform,
      driverName: driver?.name ?? (await driverOf(path, options.resolver, platform)),
      ...(driver?.version !== undefined && { driverVersion: driver.version }),
      ...(product && { productName: product.name, productVersion: product.version }),
    },
    globals,
  }
}

async function driverOf(
  path: string | undefined,
  resolver: string | undefined,
  platform: string,
): Promise<string | undefined> {
  const resolverPath = resolver ?? (path === undefined ? undefined : await resolverBeside(path))
  return resolverPath === undefined ? undefined : driverNameOf(await readTestFile(resolverPath), platform)
}

function toLoadedScript(run: ScriptRunner, { attributes }: LoadScriptOptions): LoadedScript {
  let log: readonly string[] = []
  const call = (own: Readonly<Record<string, string | undefined>> = {}): unknown => {
    const all = Object.entries({ ...attributes, ...own })
    const present = all.filter((entry): entry is [string, string] => entry[1] !== undefined)
    return run(Object.fromEntries(present), (lines) => {
      log = lines
    })
  }
  return Object.defineProperty(call, 'log', { get: () => log }) as unknown as LoadedScript
}
