/**
 * Where the engine is: addresses of its modules, for a worker that has no module of its own to start from. Bundles that
 * hold the engine replace this file.
 */
export function enginePackages(): { core: string; variant: string } {
  return {
    core: import.meta.resolve('quickjs-emscripten-core'),
    variant: import.meta.resolve('@jitl/quickjs-singlefile-mjs-release-sync'),
  }
}
