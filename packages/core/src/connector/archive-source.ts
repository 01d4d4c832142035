import { TacosmithError } from '../errors.ts'
import { type Archive, type ArchiveEntry, isCoveredBySignature } from '../format/zip/index.ts'
import { type ConnectorSource, maximumFileSize } from './source.ts'

/**
 * The files of an archive that was read strictly, META-INF left out; only those that are asked for are unpacked.
 *
 * @param name what messages call it
 */
export function archiveSource({ entries, entry }: Archive, name: string): ConnectorSource {
  const find = (path: string): ArchiveEntry | undefined => (isConnectorFile(path) ? entry(path) : undefined)
  return {
    name,
    isUntrusted: true,
    list: async () =>
      entries
        .map((one) => one.name)
        .filter(isConnectorFile)
        .sort(),
    size: async (path) => find(path)?.size,
    read: async (path) => {
      const found = find(path)
      if (found === undefined || found.size < maximumFileSize) return found?.content()
      throw new TacosmithError(
        'archive-malformed',
        `${name} should be a packaged connector, but ${path} is larger than ${maximumFileSize} bytes when unpacked`,
        { help: 'Build the .taco again, or download it again.' },
      )
    },
  }
}

/** The signature and its manifest are not part of the connector. */
export function isConnectorFile(entryName: string): boolean {
  return isCoveredBySignature(entryName) && !/^META-INF\//i.test(entryName)
}
