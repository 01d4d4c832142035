import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'
import type { ScriptTarget } from '../../build/options/options.ts'
import { TacosmithError } from '../../errors.ts'
import { newerSyntax } from '../analyse/newer-syntax.ts'
import { parseScript } from '../analyse/parse-script.ts'
import { type DerivedText, offsetAt, placeAt, unedited } from './edited-text.ts'
import { loadEsbuild } from './load-esbuild.ts'
import { lowerInPlace, type Transform } from './lower-in-place.ts'
import { failureReason } from './script-settings.ts'

/** The part of `@swc/core` that lowering needs. */
interface Swc {
  transform(code: string, options: object): Promise<{ code: string; map?: string }>
}

/**
 * Lowers a bundle to a language level: with esbuild to es2016 and es2015, with the optional `@swc/core` to es5, which
 * esbuild cannot reach. Helpers are put into the code; wrap it afterwards.
 *
 * A bundle that needs no lowering stays as it is. From es2015 on the same holds for all statements that need none,
 * with the comments between them, down into the functions that hold the others. Comments *within* a statement that is
 * lowered are lost, since esbuild drops them. swc keeps comments and rewrites everything.
 *
 * @throws TacosmithError `environment` where `@swc/core` is needed and not installed, `script` where the code cannot
 *   be lowered.
 */
export async function lowerScript(code: string, name: string, target: ScriptTarget): Promise<DerivedText> {
  const parsed = parseScript(code, 'latest', 'script')
  const newer = 'program' in parsed ? newerSyntax(parsed.program, code, target) : undefined
  if (newer?.size === 0) return unedited(code)
  if (target === 'es5') return await lowerToEs5(code, name)
  const transform = await esbuildTransform(name, target)
  if ('program' in parsed && newer !== undefined) {
    const lowered = await lowerInPlace(code, parsed.program, newer, transform)
    if (lowered !== undefined && isLowered(lowered.text, target)) return lowered
  }
  return await transform(code)
}

function isLowered(code: string, target: ScriptTarget): boolean {
  const parsed = parseScript(code, 'latest', 'script')
  return 'program' in parsed && newerSyntax(parsed.program, code, target).size === 0
}

async function esbuildTransform(name: string, target: 'es2015' | 'es2016'): Promise<Transform> {
  const { transform } = await loadEsbuild()
  return async (code) => {
    const result = await transform(code, {
      target,
      // Newer than es2016, but all engines run it.
      ...(target === 'es2016' && { supported: { 'nullish-coalescing': true } }),
      sourcemap: 'external',
      charset: 'utf8',
      legalComments: 'inline',
      logLevel: 'silent',
    }).catch((cause: unknown) => {
      throw notLowered(name, target, failureReason(cause), cause)
    })
    return transformed(code, result.code, result.map)
  }
}

async function lowerToEs5(code: string, name: string): Promise<DerivedText> {
  const swc = await loadSwc()
  try {
    const result = await swc.transform(code, {
      sourceMaps: true,
      configFile: false,
      swcrc: false,
      isModule: false,
      jsc: {
        target: 'es5',
        externalHelpers: false,
        preserveAllComments: true,
        parser: { syntax: 'ecmascript' },
      },
    })
    return transformed(code, result.code, result.map ?? '')
  } catch (cause) {
    throw notLowered(name, 'es5', cause instanceof Error ? cause.message : String(cause), cause)
  }
}

/** The map is read only when it is needed, which is when something is wrong. */
function transformed(source: string, text: string, map: string): DerivedText {
  let trace: TraceMap | undefined
  return {
    text,
    originOf(offset) {
      trace ??= new TraceMap(map)
      const { line, column } = placeAt(text, offset)
      const origin = originalPositionFor(trace, { line, column: column - 1 })
      if (origin.line === null) return undefined
      return offsetAt(source, { line: origin.line, column: origin.column + 1 })
    },
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
