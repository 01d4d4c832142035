import type { TableauException } from './engine/connection-helper.ts'

export type {
  ConnectionHelper,
  ConnectionHelperFunctions,
  ConnectionHelperNames,
  InBothLetterCases,
  TableauException,
} from './engine/connection-helper.ts'
export type {
  DriverLocator,
  DriverLocatorFunctions,
  Logging,
  LoggingFunctions,
} from './engine/script-globals.ts'

/**
 * The attributes that this connector gives its scripts. Empty until the generated `tacosmith-env.d.ts` of the
 * connector folder adds them.
 */
// biome-ignore lint/suspicious/noEmptyInterface: generated types add the members, which only an interface allows
export interface ConnectorAttributes {}

/** Attributes that Tableau may add to any connection, whatever the connector asks for. */
export interface PlatformAttributes {
  /** The class of the connection. */
  readonly class?: string | undefined
  /** The SQL that runs once after connecting. */
  readonly 'one-time-sql'?: string | undefined
  /** More ODBC keywords; read them with `connectionHelper.ParseODBCConnectString`. */
  readonly 'odbc-connect-string-extras'?: string | undefined
  /** How Tableau Server connects for its users. */
  readonly 'workgroup-auth-mode'?: string | undefined
  /** The user of Tableau Server on whose behalf it connects. */
  readonly ':tableau-server-user'?: string | undefined
}

/** The one argument of a script: what the user entered, by attribute name. Loose without generated types. */
export type Attributes = [keyof ConnectorAttributes] extends [never]
  ? Readonly<Record<string, string>>
  : ConnectorAttributes & PlatformAttributes

/** A `connectionBuilder` script: returns one JDBC URL, or ODBC `key=value` pairs. */
export type ConnectionBuilder = (attr: Attributes) => string[] | TableauException

/** A `connectionProperties` script: returns the properties for the JDBC driver. */
export type ConnectionProperties = (attr: Attributes) => Record<string, string> | TableauException

/**
 * Gives the default export of a `connectionBuilder` script its types. At run time it does nothing.
 *
 * In a JDBC connector the URL must not carry secrets, since Tableau logs it; put them into the properties.
 */
export function defineConnectionBuilder(build: ConnectionBuilder): ConnectionBuilder {
  return build
}

/** Gives the default export of a `connectionProperties` script its types. At run time it does nothing. */
export function defineConnectionProperties(properties: ConnectionProperties): ConnectionProperties {
  return properties
}
