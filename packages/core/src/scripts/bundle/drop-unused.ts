import { eachMapping, type SourceMapInput, TraceMap } from '@jridgewell/trace-mapping'
import type { AnyNode, Program } from 'acorn'
import { TacosmithError } from '../../errors.ts'
import { parseScript } from '../analyse/parse-script.ts'
import { startWithComments } from '../analyse/script-text.ts'
import type { ScriptPlan } from '../plan/plan-scripts.ts'
import { editText, offsetAt, type TextEdit } from './edited-text.ts'
import { loadEsbuild } from './load-esbuild.ts'
import { failureReason, scriptSettings } from './script-settings.ts'

/** A bundle and the map that leads to its sources. */
export interface MappedBundle {
  code: string
  map: SourceMapInput | undefined
}

/**
 * Drops what a bundle declares but does not use, for instance the other functions of a package.
 *
 * Some bundlers leave that to minifiers, and scripts are not minified. What nobody calls should neither be in the
 * script nor be criticized. The rest stays as it is, with its comments, unless the bundler's own code for
 * loading modules is in it: then esbuild rewrites the script.
 *
 * @param bundle - A script whose own declarations are at its top level.
 * @throws TacosmithError `script` where the bundle is not JavaScript
 */
export async function dropUnused(
  bundle: MappedBundle,
  { sourcePath }: Pick<ScriptPlan, 'sourcePath'>,
): Promise<MappedBundle> {
  const shaken = await shake(bundle.code, sourcePath)
  const code = loadsModules.test(bundle.code) ? undefined : withoutDropped(bundle.code, shaken.map)
  if (code !== undefined) return { code, map: bundle.map }
  const { map } = bundle
  const written = map ? await shake(`${bundle.code}\n${mapComment(map)}`, sourcePath) : shaken
  return {
    // esbuild puts the directive before the function; inside it stays one when the bundle is wrapped.
    code: written.code.replace(/^"use strict";\n\(\(\) => \{$/m, '\n(() => { "use strict";'),
    map: map ? written.map : undefined,
  }
}

/** What webpack and Rspack write before each line of their own. */
const loadsModules = /^\/\*{6}\/ (?!"use strict";$)/m

async function shake(source: string, sourcePath: string): Promise<{ code: string; map: string }> {
  const { transform } = await loadEsbuild()
  return await transform(source, { ...scriptSettings, treeShaking: true }).catch((cause: unknown) => {
    const message = `${sourcePath} cannot be built into one script: ${failureReason(cause)}`
    const help = 'Look for a name that is declared twice, or for a second default export.'
    throw new TacosmithError('script', message, { help, cause })
  })
}

/**
 * Takes those statements out of which nothing is left, and leaves the others in their lines, where the map of the
 * bundle expects them.
 *
 * @param map - Leads from what is left to the bundle.
 * @returns undefined where a part of a statement is gone.
 */
function withoutDropped(code: string, map: string): string | undefined {
  const parsed = parseScript(code, 'latest', 'script')
  if ('error' in parsed) return undefined
  const isLeft = usedIn(code, map)
  const edits: TextEdit[] = []
  for (const [index, node] of parsed.program.body.entries()) {
    if (node.type === 'EmptyStatement' || (node.type === 'ExpressionStatement' && node.directive)) continue
    if (!isLeft(node)) edits.push(emptied(code, parsed.program, index))
    else if (node.type === 'VariableDeclaration' && !node.declarations.every(isLeft)) return undefined
  }
  return editText(code, edits).text
}

/** Tells whether something of a part of the bundle is left. */
function usedIn(code: string, map: string): (node: AnyNode) => boolean {
  const offsets: number[] = []
  eachMapping(new TraceMap(map), ({ originalLine, originalColumn }) => {
    if (originalLine !== null)
      offsets.push(offsetAt(code, { line: originalLine, column: originalColumn + 1 }))
  })
  return ({ start, end }) => offsets.some((offset) => offset >= start && offset < end)
}

function emptied(code: string, { body }: Program, index: number): TextEdit {
  const { start, end } = body[index] as AnyNode
  const first = startWithComments(code, body[index - 1]?.end ?? 0, start)
  return { start: first, end, text: code.slice(first, end).replace(/[^\n]/g, '') }
}

function mapComment(map: SourceMapInput): string {
  const text = typeof map === 'string' ? map : JSON.stringify(map)
  return `//# sourceMappingURL=data:application/json;base64,${Buffer.from(text).toString('base64')}`
}
