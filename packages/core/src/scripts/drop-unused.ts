import type { SourceMapInput } from '@jridgewell/trace-mapping'
import { TacosmithError } from '../errors.ts'
import { loadEsbuild } from './load-esbuild.ts'
import type { ScriptPlan } from './plan-scripts.ts'
import { failureReason, scriptSettings } from './script-settings.ts'

/** A bundle and the map that leads to its sources. */
export interface MappedBundle {
  code: string
  map: SourceMapInput | undefined
}

/**
 * Drops what a bundle declares and does not use, for instance the other functions of a package.
 *
 * Some bundlers leave that to minifiers, and scripts are not minified. What nobody calls should neither be in the
 * script nor be found fault with.
 *
 * @param bundle - A script whose own declarations stand at its top level.
 * @returns the bundle as an immediately called function
 * @throws TacosmithError `script` where the bundle is no JavaScript
 */
export async function dropUnused(
  bundle: MappedBundle,
  { sourcePath }: Pick<ScriptPlan, 'sourcePath'>,
): Promise<MappedBundle> {
  const { transform } = await loadEsbuild()
  const source = `${bundle.code}\n${bundle.map ? mapComment(bundle.map) : ''}`
  const { code, map } = await transform(source, { ...scriptSettings, treeShaking: true }).catch(
    (cause: unknown) => {
      const message = `${sourcePath} cannot become one script: ${failureReason(cause)}`
      const help = 'Look for a name that is declared twice, or for a second default export.'
      throw new TacosmithError('script', message, { help, cause })
    },
  )
  return {
    // esbuild puts the directive before the function; inside it stays one when the bundle is wrapped.
    code: code.replace(/^"use strict";\n\(\(\) => \{$/m, '\n(() => { "use strict";'),
    map: bundle.map ? map : undefined,
  }
}

function mapComment(map: SourceMapInput): string {
  const text = typeof map === 'string' ? map : JSON.stringify(map)
  return `//# sourceMappingURL=data:application/json;base64,${Buffer.from(text).toString('base64')}`
}
