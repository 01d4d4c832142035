/**
 * A connection dialog as plain data: what Tableau would draw it from. Texts are as the connector's files have them, with
 * `@string/ID/` in them; `localise` puts a language in.
 */
export interface DialogModel {
  /** The manifest's `class`; empty where it has none. */
  className: string
  superclass: string
  name: string
  company: string
  supportLink: string | undefined
  driverDownloadLink: string | undefined
  /** Whether the superclass connects by JDBC: scripts then give a URL and properties instead of pairs. */
  isJdbc: boolean
  /** `fields`: connection-fields (dialog v2); `classic`: the `.tcd` dialog (v1); `none`: the manifest names neither. */
  form: 'fields' | 'classic' | 'none'
  /** In the order in which Tableau draws them; also those of a classic dialog. */
  fields: DialogField[]
  /** Only for a classic dialog. */
  classic: ClassicDialog | undefined
  /** Whether `CAP_SUPPORTS_INITIAL_SQL` is on. */
  hasInitialSql: boolean
  /** Whether `CAP_AUTH_DB_IMPERSONATE` is on: on Server the database may act for whoever looks at a view. */
  impersonates: boolean
  /** Whether the manifest names a connection-metadata file. */
  hasMetadata: boolean
  oauthConfigs: OauthChoice[]
  connectionKey: ConnectionKeyRules
  /** A driver that the resolver accepts, by platform. */
  drivers: Record<Platform, string | undefined>
  /** The languages of the connector's resource files, such as `en_US`. */
  languages: string[]
  /** The strings of the resource files by language and ID. */
  texts: Record<string, Record<string, string>>
}

export type Platform = 'win' | 'mac' | 'linux'

export const platforms: readonly Platform[] = ['win', 'mac', 'linux']

/** The categories of fields, in the order in which Tableau draws them. */
export const categories = [
  'endpoint',
  'metadata',
  'authentication',
  'general',
  'ssl',
  'initial-sql',
  'advanced',
] as const

export type Category = (typeof categories)[number]

export type ValueType = 'string' | 'selection' | 'boolean' | 'file' | 'textbox'

/** One field of a dialog. */
export interface DialogField {
  /** The attribute that it gives. */
  name: string
  label: string
  category: Category
  valueType: ValueType
  /** Empty where the file gives none. */
  defaultValue: string
  placeholder: string
  /** False: never drawn, but its default still reaches the scripts. */
  isEditable: boolean
  isOptional: boolean
  /** Drawn as dots, and never shown elsewhere before somebody asks. */
  isSecure: boolean
  /** The field shows where one of these holds; always where there are none. */
  conditions: Condition[]
  /** The regular expression that a value has to match. */
  pattern: string | undefined
  /** What users of a `selection` choose from; several groups depend on other fields. */
  groups: SelectionGroup[]
  /** What a check box gives. */
  booleanValues: { false: string; true: string }
  /** Where it is declared; undefined for what Tableau adds itself. */
  place: Place | undefined
}

export interface Place {
  /** In the connector, with forward slashes. */
  file: string
  line: number
  column: number
}

/** Holds where the field has the value. */
export interface Condition {
  field: string
  value: string
}

/** Options that are offered while one of the conditions holds. */
export interface SelectionGroup {
  conditions: Condition[]
  options: Option[]
}

export interface Option {
  label: string
  value: string
}

/** What an old dialog has besides its fields. */
export interface ClassicDialog {
  /** How the ways to sign in are offered; `none`: there is only one. */
  choice: 'none' | 'combo-box' | 'radio'
  /** Settings of the `.tcd` file that are drawn as a guess, since no picture shows them. */
  guessed: string[]
}

/** An OAuth configuration that users may choose. */
export interface OauthChoice {
  id: string
  label: string
  /** `OAUTH_CAP_SUPPORTS_CUSTOM_DOMAIN`: users give the address of their instance. */
  hasCustomDomain: boolean
  defaultInstanceUrl: string
}

/** What the connection normalizer makes the key of a connection from. */
export interface ConnectionKeyRules {
  lists: AttributeList[]
  defaults: { name: string; value: string }[]
}

export interface AttributeList {
  /** The list counts only where the authentication is this or, with `ne`, is not. */
  condition: { operator: 'eq' | 'ne'; value: string } | undefined
  attributes: string[]
}
