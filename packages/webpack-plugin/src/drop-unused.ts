import { type ScriptPlan, TacosmithError } from '@tacosmith/core'
import { transform } from 'esbuild'
import type { RawSourceMap } from './source-paths.ts'

/** A bundle and the map that leads to its sources. */
export interface MappedBundle {
  code: string
  map: RawSourceMap | undefined
}

/**
 * Drops what a bundle declares and does not use, for instance the other functions of a package.
 *
 * webpack and Rspack leave that to minifiers, and scripts are not minified. What nobody calls should neither be in
 * the script nor be found fault with.
 *
 * @param bundle A script whose own declarations stand at its top level.
 * @returns the bundle as an immediately called function
 * @throws TacosmithError `script` where the bundle is no JavaScript
 */
export async function dropUnused(bundle: MappedBundle, { sourcePath }: ScriptPlan): Promise<MappedBundle> {
  const { code, map } = await transform(`${bundle.code}\n${bundle.map ? mapComment(bundle.map) : ''}`, {
    format: 'iife',
    treeShaking: true,
    target: 'esnext',
    sourcemap: 'external',
    charset: 'utf8',
    legalComments: 'inline',
    logLevel: 'silent',
  }).catch((cause: unknown) => {
    const errors = (cause as { errors?: { text: string }[] }).errors ?? []
    const reason = errors.map(({ text }) => text).join('\n') || String(cause)
    throw new TacosmithError('script', `${sourcePath} cannot become one script: ${reason}`, {
      help: 'Look for a name that is declared twice, or for a second default export.',
      cause,
    })
  })
  return {
    // esbuild puts the directive before the function; inside it stays one when core wraps the bundle.
    code: code.replace(/^"use strict";\n\(\(\) => \{$/m, '\n(() => { "use strict";'),
    map: bundle.map && (JSON.parse(map) as RawSourceMap),
  }
}

function mapComment(map: RawSourceMap): string {
  const encoded = Buffer.from(JSON.stringify(map)).toString('base64')
  return `//# sourceMappingURL=data:application/json;base64,${encoded}`
}
