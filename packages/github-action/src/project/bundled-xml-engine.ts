import { TacosmithError } from '@tacosmith/core'
import type { XmlEngine } from '@tacosmith/core/adapter'

let engine: XmlEngine | undefined

/** Says which engine checks XML. */
export function useXmlEngine(chosen: XmlEngine): void {
  engine = chosen
}

/**
 * Stands in the place of core's load-libxml2-wasm in the bundle of the action: an `import()` that is folded into one
 * file leaves the top-level await of libxml2-wasm pending, and the process would end without a word. For the same
 * reason no module that is loaded on demand may import the engine: the entry does, and hands it over here.
 */
export async function loadLibxml2Wasm(): Promise<XmlEngine> {
  if (engine === undefined) throw new TacosmithError('internal', 'no XML engine is in the bundle')
  return engine
}
