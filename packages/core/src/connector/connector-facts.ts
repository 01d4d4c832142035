import { TacosmithError } from '../errors.ts'
import { type ArchiveBytes, readArchive } from '../format/zip/index.ts'
import type { ConnectorFacts } from '../verify/demands.ts'
import { archiveSource } from './archive-source.ts'
import { attributeValue, findPath, readConnector } from './index.ts'

/**
 * Reads what the manifest inside a `.taco` says about the connector: what {@link verifyTaco} compares the file with.
 *
 * @returns undefined where nothing can be read; what is wrong with the archive is for `verifyTaco` to say
 */
export async function readConnectorFacts(bytes: ArchiveBytes): Promise<ConnectorFacts | undefined> {
  try {
    const { files } = await readConnector(archiveSource(readArchive(bytes), 'taco'))
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
