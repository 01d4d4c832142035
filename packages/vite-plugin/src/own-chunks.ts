import type { Bundle, BundleChunk } from './rollup-interface.ts'

/**
 * Takes the chunks that only the connector needs out of the bundle, so that nothing but the `.taco` (and the app
 * built beside it) is written.
 *
 * @param isOwnEntry - Whether an entry chunk is the plugin's.
 */
export function removeOwnChunks(bundle: Bundle, isOwnEntry: (chunk: BundleChunk) => boolean): void {
  const chunks = Object.values(bundle).filter((output) => output.type === 'chunk')
  const ownEntries = chunks.filter(isOwnEntry)
  const appEntries = chunks.filter((chunk) => chunk.isEntry && !isOwnEntry(chunk))
  const needed = reachableFrom(bundle, appEntries)
  for (const name of reachableFrom(bundle, ownEntries)) {
    if (needed.has(name)) continue
    removeMap(bundle, name)
    delete bundle[name]
  }
}

/** Takes out the source maps of all chunks: nobody but the plugin asked for them. */
export function removeMaps(bundle: Bundle): void {
  for (const [name, output] of Object.entries(bundle)) {
    removeMap(bundle, name)
    if (output.type === 'chunk') Object.assign(output, { map: null, sourcemapFileName: null })
  }
}

function removeMap(bundle: Bundle, name: string): void {
  const chunk = bundle[name]
  if (chunk?.type === 'chunk') delete bundle[chunk.sourcemapFileName ?? `${name}.map`]
}

function reachableFrom(bundle: Bundle, entries: BundleChunk[]): Set<string> {
  const reached = new Set<string>()
  const waiting = entries.map(({ fileName }) => fileName)
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const chunk = bundle[name]
    if (chunk?.type !== 'chunk' || reached.has(name)) continue
    reached.add(name)
    waiting.push(...chunk.imports, ...chunk.dynamicImports)
  }
  return reached
}
