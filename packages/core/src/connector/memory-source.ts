import { isConnectorPath } from './connector-path.ts'
import type { ConnectorSource } from './source.ts'

/**
 * A connector that exists in memory only.
 *
 * @param files content by path; text is encoded as UTF-8
 * @param name what messages call it, default `memory`
 */
export function memorySource(files: Record<string, string | Uint8Array>, name = 'memory'): ConnectorSource {
  const contents = new Map<string, Uint8Array>()
  for (const [path, content] of Object.entries(files)) contents.set(path, toBytes(content))
  const read = (path: string): Uint8Array | undefined =>
    isConnectorPath(path) ? contents.get(path) : undefined
  return {
    name,
    list: async () => [...contents.keys()].sort(),
    read: async (path) => read(path),
    size: async (path) => read(path)?.length,
  }
}

function toBytes(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content
}
