import { join, relative } from 'node:path'
import type { BuiltTaco } from '@tacosmith/core'
import type { Metafile } from 'esbuild'
import type { ScriptBundles } from './script-bundler.ts'

/**
 * Adds the `.taco` and what it is made of, as esbuild does for its own output.
 *
 * @param metafile - Undefined where the user wants none.
 * @param output - The absolute path of the `.taco`.
 */
export function addToMetafile(
  metafile: Metafile | undefined,
  output: string,
  { entries, size }: BuiltTaco,
  { scripts }: ScriptBundles,
  connectorFolder: string,
  cwd: string,
): void {
  if (!metafile) return
  const named = (path: string) => relative(cwd, path).replaceAll('\\', '/')
  const inputs: Metafile['outputs'][string]['inputs'] = {}
  for (const { name, kind, size } of entries) {
    const modules = scripts.get(name)?.inputs
    if (kind === 'archive-manifest') continue
    if (modules === undefined) {
      const file = named(join(connectorFolder, name))
      metafile.inputs[file] ??= { bytes: size, imports: [] }
      inputs[file] = { bytesInOutput: size }
    }
    for (const [file, { bytesInOutput, ...input }] of Object.entries(modules ?? {})) {
      metafile.inputs[file] ??= input
      inputs[file] = { bytesInOutput: (inputs[file]?.bytesInOutput ?? 0) + bytesInOutput }
    }
  }
  metafile.outputs[named(output)] = { bytes: size, inputs, imports: [], exports: [] }
}
