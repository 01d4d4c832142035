import type { XmlEngine } from './xml-engine.ts'

/**
 * Loads libxml2-wasm only where it is used: its start takes longer than validating a connector.
 *
 * A bundler that folds everything into one file must put a static import in the place of this module: a folded
 * `import()` leaves the top-level await of libxml2-wasm pending, and the process ends without an error.
 */
export async function loadLibxml2Wasm(): Promise<XmlEngine> {
  const { libxml2WasmEngine } = await import('./libxml2-wasm.ts')
  return libxml2WasmEngine
}
