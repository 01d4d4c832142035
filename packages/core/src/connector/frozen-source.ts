import type { ConnectorSource } from './source.ts'

/**
 * A source as it is now: the list and each file are read once, when they are asked for first, and stay as they were read
 * whatever becomes of the folder meanwhile.
 *
 * A build reads its connector through one of these, so that what is validated is what is packaged.
 */
export function frozenSource(source: ConnectorSource): ConnectorSource {
  const files = new Map<string, Promise<Uint8Array | undefined>>()
  const sizes = new Map<string, Promise<number | undefined>>()
  let names: Promise<string[]> | undefined
  const once = <Value>(known: Map<string, Promise<Value>>, path: string, read: () => Promise<Value>) => {
    const value = known.get(path) ?? read()
    known.set(path, value)
    return value
  }
  const read = (path: string) => once(files, path, () => source.read(path))
  return {
    name: source.name,
    ...(source.isUntrusted === true && { isUntrusted: true }),
    list: async () => {
      names ??= source.list()
      return [...(await names)]
    },
    read,
    size: async (path) => {
      if (source.size === undefined || files.has(path)) return (await read(path))?.length
      return await once(sizes, path, async () => source.size?.(path))
    },
  }
}
