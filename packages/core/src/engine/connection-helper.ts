declare const tableauException: unique symbol

/**
 * What {@link ConnectionHelperFunctions.ThrowTableauException} gives. Return it from the script as it is; it holds nothing to
 * read.
 */
export interface TableauException {
  readonly [tableauException]: true
}

/** The functions of `connectionHelper`, by the names of the documentation. */
export interface ConnectionHelperFunctions {
  /** Writes an ODBC pair `key=value` and puts the value in braces if ODBC requires it. */
  FormatKeyValuePair(key: string, value: string | undefined): string

  /** Takes an ODBC connection string apart into its keywords and their values. */
  ParseODBCConnectString(connectString: string | undefined): Record<string, string>

  /**
   * Creates the error message that the user sees: `return connectionHelper.ThrowTableauException('...')`.
   *
   * Return its value; an error that a script throws itself is shown only as a general message.
   */
  ThrowTableauException(message: string): TableauException

  /** The operating system that Tableau runs on. */
  GetPlatform(): 'win' | 'mac' | 'linux'

  /** The product that runs the script, since Tableau 2022.1. Useful for telling a server which client it is talking to, not for logic. */
  GetProductName(): string

  /** The release of the product, since Tableau 2022.1. Useful for telling a server which client it is talking to, not for logic. */
  GetProductVersion(): string

  /** A path in Tableau's folder of temporary files. Undocumented. */
  GetTempFilePath(fileName?: string): string

  /** Whether two sets of attributes belong to the same connection. */
  MatchesConnectionAttributes(attr: object, key: object): boolean

  /**
   * Fails at connect time.
   *
   * @deprecated since Tableau 2020.1, which always sets these attributes and refuses the call.
   */
  SetImpersonateAttributes(attr: object, names: string[]): string[]
}

/** The names of attributes, ODBC keywords and values in `connectionHelper`. The literals behind them are Tableau's. */
export interface ConnectionHelperNames {
  /** The kind of sign-in, such as `auth-user-pass` or `oauth`. */
  readonly attributeAuthentication: 'authentication'
  /** The catalog. */
  readonly attributeCatalog: 'catalog'
  /** The class of the connection. */
  readonly attributeClass: 'class'
  /** The database; absent until the user has chosen one. */
  readonly attributeDatabase: 'dbname'
  /** The SQL that runs once after connecting. */
  readonly attributeInitialSQL: 'one-time-sql'
  /** More ODBC keywords, to be read with {@link ConnectionHelperFunctions.ParseODBCConnectString}. */
  readonly attributeODBCConnectStringExtras: 'odbc-connect-string-extras'
  /** The password. In a JDBC connector it belongs in the properties: Tableau logs the URL in clear text. */
  readonly attributePassword: 'password'
  /** The port, as text. */
  readonly attributePort: 'port'
  /** The file of the TLS certificate. */
  readonly attributeSSLCert: 'sslcert'
  /** `require` if the connection must be encrypted, otherwise empty. */
  readonly attributeSSLMode: 'sslmode'
  /** The schema. */
  readonly attributeSchema: 'schema'
  /** The host name or address. */
  readonly attributeServer: 'server'
  /** The service. */
  readonly attributeService: 'service'
  /** How Tableau Server connects for its users; compare with `valueAuthModeDBImpersonate`. */
  readonly attributeTableauServerAuthMode: 'workgroup-auth-mode'
  /** The user of Tableau Server on whose behalf it connects. */
  readonly attributeTableauServerUser: ':tableau-server-user'
  /** The user name. */
  readonly attributeUsername: 'username'
  /** The first vendor attribute; new connectors name fields of their own `v-...` instead. */
  readonly attributeVendor1: 'vendor1'
  /** The second vendor attribute; new connectors name fields of their own `v-...` instead. */
  readonly attributeVendor2: 'vendor2'
  /** The third vendor attribute; new connectors name fields of their own `v-...` instead. */
  readonly attributeVendor3: 'vendor3'
  /** The warehouse. */
  readonly attributeWarehouse: 'warehouse'

  /** The ODBC keyword of the user name. */
  readonly keywordODBCUsername: 'UID'
  /** The ODBC keyword of the password. */
  readonly keywordODBCPassword: 'PWD'
  /** The value of `authentication` for integrated sign-in, such as Kerberos. */
  readonly valueAuthIntegrated: 'auth-integrated'
  /** The value of `attributeTableauServerAuthMode` when the database is to impersonate the user. */
  readonly valueAuthModeDBImpersonate: 'db-impersonate'
}

/** The functions of an object under their own names and with the first letter in lower case; connectors use both. */
export type InBothLetterCases<Functions> = Functions & {
  [Name in keyof Functions as Name extends string ? Uncapitalize<Name> : Name]: Functions[Name]
}

/**
 * The global `connectionHelper`: names of attributes and keywords, and functions around them.
 *
 * Source: the API reference of the connector documentation, and the scripts of public connectors.
 */
export interface ConnectionHelper
  extends ConnectionHelperNames,
    InBothLetterCases<ConnectionHelperFunctions> {}
