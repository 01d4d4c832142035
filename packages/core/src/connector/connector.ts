import type { Diagnostic } from '../report/diagnostic.ts'
import type { ConnectorSource } from './source.ts'
import type { XmlAttribute, XmlDocument, XmlElement } from './xml-document.ts'

/** The eight kinds of XML file in a connector; each has a schema of its own. */
export type XmlFileKind =
  | 'manifest'
  | 'connection-fields'
  | 'connection-metadata'
  | 'connection-dialog'
  | 'connection-resolver'
  | 'dialect'
  | 'oauth-config'
  | 'resource'

/** What a file of a connector is. It follows from the element that refers to it, never from its extension. */
export type FileKind = XmlFileKind | 'script'

/** A place where one file of a connector names another. */
export interface FileReference {
  /** The file that refers. */
  from: string
  /** The element that carries the `file` attribute. */
  element: XmlElement
  attribute: XmlAttribute
  kind: FileKind
  /** The normalised path inside the connector, or undefined where the reference is refused. */
  path: string | undefined
}

/** One file of a connector, in the order in which it is packaged. */
export interface ConnectorFile {
  /** Relative to the connector folder, forward slashes, no `.` or `..`. */
  path: string
  kind: FileKind
  bytes: Uint8Array
  /** The parsed file; undefined for scripts and for XML that is not well-formed. */
  document: XmlDocument | undefined
}

/** The script roles that a connection resolver knows. */
export type ScriptRole = 'connection-builder' | 'connection-properties'

/** A script that the connection resolver names. */
export interface ScriptReference {
  role: ScriptRole
  reference: FileReference
}

/**
 * A connector as read from its source: every file it refers to, parsed with positions.
 *
 * Reading never fails because of what is in the files; what is wrong is in `problems`.
 */
export interface Connector {
  source: ConnectorSource
  /** Manifest first, then the files in the order in which they are referred to, then the resource files. */
  files: ConnectorFile[]
  references: FileReference[]
  scripts: ScriptReference[]
  /** The manifest's `class`, or undefined where it has none. */
  className: string | undefined
  /** The manifest's `plugin-version`, or undefined where it has none. */
  pluginVersion: string | undefined
  /** The manifest's `superclass`, or undefined where it has none. */
  superclass: string | undefined
  /**
   * Files named like resource files that Tableau does not look for, such as `resources-en-US.xml`; only where strings
   * of resource files are used.
   */
  otherResourceFiles?: string[]
  /** What reading found: missing files, references that leave the folder, XML that is not well-formed. */
  problems: Diagnostic[]
}
