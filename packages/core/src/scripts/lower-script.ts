import { TacosmithError } from '../errors.ts'
import type { ScriptTarget } from '../options.ts'
import { loadEsbuild } from './load-esbuild.ts'
import { failureReason } from './script-settings.ts'

/** The part of `@swc/core` that lowering needs. */
interface Swc {
  transform(code: string, options: object): Promise<LoweredScript>
}

/** A script in older syntax, and the map that leads back from it where one was asked for. */
export interface LoweredScript {
  code: string
  map?: string
}

/**
 * Lowers a bundle to a language level: with esbuild to es2016 and es2015, with the optional `@swc/core` to es5, which
 * esbuild cannot reach. Helpers are put into the code; wrap it afterwards.
 *
 * @throws TacosmithError `environment` where `@swc/core` is needed and not installed, `script` where the code cannot
 *   be lowered.
 */
export async function lowerScript(code: string, name: string, target: ScriptTarget): Promise<string> {
  return (await lower(code, name, target, false)).code
}

/** The source map that leads from what {@link lowerScript} makes of a bundle back to the bundle. */
export async function loweringMap(
  code: string,
  name: string,
  target: ScriptTarget,
): Promise<string | undefined> {
  return (await lower(code, name, target, true)).map
}

async function lower(
  code: string,
  name: string,
  target: ScriptTarget,
  withMap: boolean,
): Promise<LoweredScript> {
  return target === 'es5' ? lowerToEs5(code, name, withMap) : lowerWithEsbuild(code, name, target, withMap)
}

async function lowerWithEsbuild(
  code: string,
  name: string,
  target: 'es2015' | 'es2016',
  withMap: boolean,
): Promise<LoweredScript> {
  const { transform } = await loadEsbuild()
  try {
    return await transform(code, {
      target,
      sourcemap: withMap ? 'external' : false,
      charset: 'utf8',
      legalComments: 'inline',
      logLevel: 'silent',
    })
  } catch (cause) {
    throw notLowered(name, target, failureReason(cause), cause)
  }
}

async function lowerToEs5(code: string, name: string, withMap: boolean): Promise<LoweredScript> {
  const swc = await loadSwc()
  try {
    return await swc.transform(code, {
      sourceMaps: withMap,
      configFile: false,
      swcrc: false,
      isModule: false,
      jsc: { target: 'es5', externalHelpers: false, parser: { syntax: 'ecmascript' } },
    })
  } catch (cause) {
    throw notLowered(name, 'es5', cause instanceof Error ? cause.message : String(cause), cause)
  }
}

function notLowered(name: string, target: ScriptTarget, reason: string, cause: unknown): TacosmithError {
  return new TacosmithError('script', `${name} cannot be lowered to ${target}: ${reason}`, {
    help: 'Write that part in older syntax.',
    cause,
  })
}

async function loadSwc(): Promise<Swc> {
  // A variable, so that neither TypeScript nor a bundler insists on the optional package.
  const name = '@swc/core'
  try {
    return (await import(name)) as Swc
  } catch (cause) {
    throw new TacosmithError('environment', "scripts.target 'es5' needs the package @swc/core", {
      help: 'Run npm install --save-dev @swc/core, or use scripts.target es2016, which every Tableau release runs.',
      cause,
    })
  }
}
