import { join, relative } from 'node:path'
import type { BuiltTaco } from '@tacosmith/core'
import type { Metafile } from 'esbuild'
import type { ScriptBundles } from './script-bundler.ts'

/**
 * Adds the `.taco` and what it is made of, as esbuild does for its own output.
 *
 * @param output - The path of the `.taco`, relative to the working folder.
 */
export function addToMetafile(
  metafile: Metafile,
  output: string,
  { entries, size }: BuiltTaco,
  { scripts }: ScriptBundles,
  connectorFolder: string,
  cwd: string,
): void {
  const inputs: Metafile['outputs'][string]['inputs'] = {}
  for (const { name, kind, size } of entries) {
    const modules = scripts.get(name)?.inputs
    if (kind === 'archive-manifest') continue
    if (modules === undefined) {
      const file = slashed(relative(cwd, join(connectorFolder, name)))
      metafile.inputs[file] ??= { bytes: size, imports: [] }
      inputs[file] = { bytesInOutput: size }
    }
    for (const [file, { bytesInOutput, ...input }] of Object.entries(modules ?? {})) {
      metafile.inputs[file] ??= input
      inputs[file] = { bytesInOutput: (inputs[file]?.bytesInOutput ?? 0) + bytesInOutput }
    }
  }
  metafile.outputs[slashed(output)] = { bytes: size, inputs, imports: [], exports: [] }
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/')
}
