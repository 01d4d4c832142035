export type {
  Connector,
  ConnectorFile,
  FileKind,
  FileReference,
  ScriptReference,
  ScriptRole,
  XmlFileKind,
} from './connector.ts'
export { nullOauthConfig } from './file-references.ts'
export { findConnectorFolder } from './find-connector-source.ts'
export { folderSource } from './folder-source.ts'
export { memorySource } from './memory-source.ts'
export { overlaySource } from './overlay-source.ts'
export { maximumXmlFileSize, readConnector } from './read-connector.ts'
export { localisedStringPrefix, resourceFileName, resourceLanguages } from './resource-files.ts'
export { type ConnectorSource, maximumFileSize } from './source.ts'
export { tacoSource } from './taco-source.ts'
export { untrustedSource } from './untrusted-source.ts'
export type { TextPosition, XmlAttribute, XmlComment, XmlDocument, XmlElement } from './xml-document.ts'
export { maximumXmlDepth } from './xml-parsing.ts'
export {
  attributeOf,
  attributeValue,
  childrenNamed,
  collapseBlanks,
  descendants,
  findPath,
  parseXsBoolean,
  selfAndDescendants,
} from './xml-query.ts'
export { readXml, type XmlProblem, type XmlReading } from './xml-reader.ts'
