import type { Bundle } from './rollup-interface.ts'
import { isVirtualEntry } from './virtual-entry.ts'

/** Takes the empty entry and its source map out of the bundle, so that nothing of it is written. */
export function removeVirtualEntry(bundle: Bundle): void {
  for (const [name, output] of Object.entries(bundle)) {
    if (output.type !== 'chunk' || !isVirtualEntry(output.facadeModuleId)) continue
    delete bundle[output.sourcemapFileName ?? `${name}.map`]
    delete bundle[name]
  }
}
