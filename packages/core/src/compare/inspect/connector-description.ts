import type { FileKind, ScriptRole } from '../../connector/connector.ts'
import type { MinimumVersion } from '../../package/index.ts'

/** A connector as plain data: what is in it, for people and programs that inspect it. */
export interface ConnectorDescription {
  /** The manifest's `class`. This and the following are undefined if the manifest does not say. */
  class: string | undefined
  /** The manifest's `plugin-version`. */
  version: string | undefined
  superclass: string | undefined
  /** As users read it, in English where it is localised. */
  displayName: string | undefined
  vendor: DescribedVendor
  minTableauVersion: MinimumVersion
  /** The files that a `.taco` of the connector holds, in its order. */
  files: DescribedFile[]
  /** The fields of the connection dialog, in its order. */
  fields: DescribedField[]
  /** The prompts of an old `.tcd` dialog. */
  prompts: { file: string; name: string; label: string | undefined }[]
  /** What users choose in addition to the fields. */
  metadata: { file: string; name: string; enabled: boolean | undefined; label: string | undefined }[]
  /** The attributes that distinguish connections, in the resolver's order. */
  requiredAttributes: string[]
  scripts: DescribedScript[]
  capabilities: { name: string; value: string | undefined }[]
  dialects: DescribedDialect[]
  oauthConfigs: DescribedOauthConfig[]
  /** The languages of the resource files, such as `en_US`. */
  languages: string[]
}

/** Who made the connector. */
export interface DescribedVendor {
  name: string | undefined
  supportLink: string | undefined
  driverDownloadLink: string | undefined
}

/** A file of the connector. */
export interface DescribedFile {
  path: string
  kind: FileKind
  /** Bytes. */
  size: number
  /** The files that it names, as paths in the connector. */
  refersTo: string[]
}

/** A field of the connection dialog. */
export interface DescribedField {
  file: string
  name: string
  /** As users read it, in English where it is localised. */
  label: string | undefined
  category: string
  valueType: string | undefined
  defaultValue: string | undefined
  optional: boolean
  editable: boolean
  secure: boolean
  /** The values that users choose from; undefined where they type. */
  options: string[] | undefined
  /** The field shows where one of these holds; always where there are none. */
  conditions: { field: string; value: string | undefined }[]
}

/** A script that the connection resolver names. */
export interface DescribedScript {
  role: ScriptRole
  /** As the resolver names it. */
  path: string
  /** What it is built from, where that is another file. */
  source: string | undefined
  state: 'plain' | 'module' | 'missing'
}

/** The dialect in short. */
export interface DescribedDialect {
  file: string
  name: string | undefined
  base: string | undefined
  functions: number
  dateFunctions: number
  sqlFormats: number
}

/** An OAuth configuration in short. */
export interface DescribedOauthConfig {
  /** `null_config` where each site brings its own. */
  file: string
  id: string | undefined
  label: string | undefined
  authUri: string | undefined
  /** Those that are switched on. */
  capabilities: string[]
}
