import type { Connector, ConnectorFile, XmlFileKind } from './connector.ts'
import type { XmlDocument } from './xml-document.ts'

/** A file that has been parsed. */
export interface ParsedFile extends ConnectorFile {
  document: XmlDocument
}

/** The parsed files of a kind, in the order in which they are packaged. */
export function filesOfKind(connector: Connector, kind: XmlFileKind): ParsedFile[] {
  return connector.files.filter(
    (file): file is ParsedFile => file.kind === kind && file.document !== undefined,
  )
}

/** Whether the manifest refers to a file of this kind, whether it exists or not. */
export function refersTo(connector: Connector, kind: XmlFileKind): boolean {
  return connector.references.some((reference) => reference.kind === kind)
}

/** Whether all XML files are there and well-formed: only then a rule can know what is missing or unused. */
export function isFullyRead({ files, references }: Connector): boolean {
  const read = new Set<string>()
  for (const { path, kind, document } of files) {
    if (kind === 'script') continue
    if (document === undefined) return false
    read.add(path)
  }
  return references.every(({ path, kind }) => kind === 'script' || path === undefined || read.has(path))
}
