import {
  attributeValue,
  type ConnectorFacts,
  findPath,
  readConnector,
  TacosmithError,
  tacoSource,
} from '@tacosmith/core'

/** What the manifest inside a `.taco` says about it; undefined where nothing can be read. */
export async function connectorFacts(bytes: Uint8Array): Promise<ConnectorFacts | undefined> {
  try {
    const { files } = await readConnector(await tacoSource(bytes))
    const manifest = files.find(({ kind }) => kind === 'manifest')?.document
    if (manifest === undefined) return undefined
    const company = findPath(manifest.root, 'vendor-information', 'company')
    const vendor = company && attributeValue(company, 'name')
    return { files: files.map(({ path }) => path), ...(vendor ? { vendor } : {}) }
  } catch (error) {
    // What is wrong with the archive is verifyTaco's to say.
    if (error instanceof TacosmithError) return undefined
    throw error
  }
}
