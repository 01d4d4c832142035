import { memorySource } from './memory-source.ts'
import type { ConnectorSource } from './source.ts'

/**
 * Files that replace those of another source: for instance the scripts that a bundler built, over the connector
 * folder. A file of the overlay wins; it may also be one that the base does not have.
 */
export function overlaySource(
  base: ConnectorSource,
  files: Record<string, string | Uint8Array>,
): ConnectorSource {
  const overlay = memorySource(files)
  return {
    name: base.name,
    ...(base.isUntrusted === true && { isUntrusted: true }),
    list: async () => [...new Set([...(await base.list()), ...(await overlay.list())])].sort(),
    read: async (path) => (await overlay.read(path)) ?? base.read(path),
    size: async (path) => (await overlay.read(path))?.length ?? (await sizeIn(base, path)),
  }
}

/** The size of a file, even if the source has to read it to know. */
export async function sizeIn(source: ConnectorSource, path: string): Promise<number | undefined> {
  return source.size === undefined ? (await source.read(path))?.length : source.size(path)
}
