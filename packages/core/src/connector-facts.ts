import {
  attributeValue,
  type ConnectorSource,
  findPath,
  maximumFileSize,
  readConnector,
} from './connector/index.ts'
import { TacosmithError } from './errors.ts'
import { type Archive, isCoveredBySignature, readArchive } from './jar/index.ts'
import type { ConnectorFacts } from './verify/demands.ts'

/**
 * Reads what the manifest inside a `.taco` says about the connector: what {@link verifyTaco} compares the file with.
 *
 * @returns undefined where nothing can be read; what is wrong with the archive is for `verifyTaco` to say
 */
export async function readConnectorFacts(bytes: Uint8Array): Promise<ConnectorFacts | undefined> {
  try {
    const { files } = await readConnector(archiveSource(readArchive(bytes)))
    const manifest = files.find(({ kind }) => kind === 'manifest')?.document
    if (manifest === undefined) return undefined
    const company = findPath(manifest.root, 'vendor-information', 'company')
    const vendor = company && attributeValue(company, 'name')
    return { files: files.map(({ path }) => path), ...(vendor ? { vendor } : {}) }
  } catch (error) {
    if (error instanceof TacosmithError) return undefined
    throw error
  }
}

/** The entries outside of META-INF; only those that are asked for are unpacked. */
function archiveSource({ entries, entry }: Archive): ConnectorSource {
  const isFile = (name: string): boolean => isCoveredBySignature(name) && !/^META-INF\//i.test(name)
  const find = (path: string): Archive['entries'][number] | undefined =>
    isFile(path) ? entry(path) : undefined
  return {
    name: 'taco',
    isUntrusted: true,
    list: async () =>
      entries
        .map(({ name }) => name)
        .filter(isFile)
        .sort(),
    size: async (path) => find(path)?.size,
    read: async (path) => {
      const found = find(path)
      if (found === undefined || found.size < maximumFileSize) return found?.content()
      throw new TacosmithError('archive-malformed', `${path} is larger than ${maximumFileSize} bytes`)
    },
  }
}
