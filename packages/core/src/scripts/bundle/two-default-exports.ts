import type { BuildFailure } from 'esbuild'
import type { ScriptPlan } from '../plan/plan-scripts.ts'
import { loadEsbuild } from './load-esbuild.ts'
import { twoDefaultExports } from './script-errors.ts'

/**
 * Refuses TypeScript with two default exports, of which some bundlers silently use the last.
 *
 * @param source - What the file `sourcePath` holds.
 * @throws TacosmithError `script`
 */
export async function refuseTwoDefaultExports(
  { sourcePath }: Pick<ScriptPlan, 'sourcePath'>,
  source: string | Uint8Array,
): Promise<void> {
  if (!/\.m?tsx?$/.test(sourcePath) || !saysDefaultTwice(source)) return
  const { transform } = await loadEsbuild()
  const loader = sourcePath.endsWith('x') ? 'tsx' : 'ts'
  const errors = await transform(source, { loader, logLevel: 'silent' }).then(
    () => [],
    (cause: BuildFailure) => cause.errors,
  )
  // Whatever else esbuild dislikes may be what a plugin understands.
  const second = errors.find(({ text }) => text === 'Multiple exports with the same name "default"')?.location
  if (second) throw twoDefaultExports({ sourcePath }, second.line)
}

/** Most scripts do not, and need not be parsed once more. */
function saysDefaultTwice(source: string | Uint8Array): boolean {
  const text = typeof source === 'string' ? source : new TextDecoder().decode(source)
  return (text.match(/\bdefault\b/g) ?? []).length > 1
}
