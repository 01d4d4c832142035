import type { XmlFileKind } from '../../connector/connector.ts'

/** The element with which a file of each kind starts. */
export const rootElements: Readonly<Record<XmlFileKind, string>> = {
  manifest: 'connector-plugin',
  'connection-fields': 'connection-fields',
  'connection-metadata': 'connection-metadata',
  'connection-dialog': 'connection-dialog',
  'connection-resolver': 'tdr',
  dialect: 'dialect',
  'oauth-config': 'pluginOAuthConfig',
  resource: 'resources',
}

/** The kind of file that starts with an element. */
export function kindOfRoot(root: string): XmlFileKind | undefined {
  const kinds = Object.keys(rootElements) as XmlFileKind[]
  return kinds.find((kind) => rootElements[kind] === root)
}
