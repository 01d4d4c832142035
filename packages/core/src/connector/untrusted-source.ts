import type { ConnectorSource } from './source.ts'

/**
 * The same files, treated as untrusted: their scripts are not run, and only the sandboxed XML engine
 * sees them.
 */
export function untrustedSource(source: ConnectorSource): ConnectorSource {
  return {
    name: source.name,
    isUntrusted: true,
    list: () => source.list(),
    read: (path) => source.read(path),
    ...(source.size && { size: (path: string) => source.size?.(path) ?? Promise.resolve(undefined) }),
  }
}
