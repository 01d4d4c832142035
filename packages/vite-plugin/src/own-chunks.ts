import type { Rollup } from 'vite'

/**
 * Takes the chunks that only the connector needs out of the bundle, so that nothing but the `.taco` (and the app
 * built beside it) is written.
 *
 * @param ownEntries - The file names of the plugin's entry chunks.
 */
export function removeOwnChunks(bundle: Rollup.OutputBundle, ownEntries: ReadonlySet<string>): void {
  const own = reachableFrom(bundle, ownEntries)
  const others = Object.values(bundle).filter((output) => output.type === 'chunk' && output.isEntry)
  const appEntries = others.map((output) => output.fileName).filter((name) => !ownEntries.has(name))
  const needed = reachableFrom(bundle, new Set(appEntries))
  for (const name of own) {
    if (needed.has(name)) continue
    delete bundle[name]
    delete bundle[`${name}.map`]
  }
}

function reachableFrom(bundle: Rollup.OutputBundle, entries: ReadonlySet<string>): Set<string> {
  const reached = new Set<string>()
  const waiting = [...entries]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const chunk = bundle[name]
    if (chunk?.type !== 'chunk' || reached.has(name)) continue
    reached.add(name)
    waiting.push(...chunk.imports, ...chunk.dynamicImports)
  }
  return reached
}
