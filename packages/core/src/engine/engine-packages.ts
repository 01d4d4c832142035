import { createRequire } from 'node:module'

/** Where the engine's modules and its WebAssembly are: paths, or addresses of the scheme `data:`. */
export interface EnginePackages {
  core: string
  variant: string
  wasm: string
}

/**
 * Where the engine is, for a worker that has no module of its own to start from. Bundles that hold the engine replace
 * this file.
 */
export function enginePackages(): EnginePackages {
  const { resolve } = createRequire(import.meta.url)
  return {
    core: resolve('quickjs-emscripten-core'),
    variant: resolve('@jitl/quickjs-wasmfile-release-sync'),
    wasm: resolve('@jitl/quickjs-wasmfile-release-sync/wasm'),
  }
}
