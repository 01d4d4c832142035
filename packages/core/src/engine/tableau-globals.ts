/** The members of `connectionHelper` that name attributes, and those names. */
export const helperAttributes: Readonly<Record<string, string>> = {
  attributeAuthentication: 'authentication',
  attributeCatalog: 'catalog',
  attributeClass: 'class',
  attributeDatabase: 'dbname',
  attributeInitialSQL: 'one-time-sql',
  attributeODBCConnectStringExtras: 'odbc-connect-string-extras',
  attributePassword: 'password',
  attributePort: 'port',
  attributeSSLCert: 'sslcert',
  attributeSSLMode: 'sslmode',
  attributeSchema: 'schema',
  attributeServer: 'server',
  attributeService: 'service',
  attributeTableauServerAuthMode: 'workgroup-auth-mode',
  attributeTableauServerUser: ':tableau-server-user',
  attributeUsername: 'username',
  attributeVendor1: 'vendor1',
  attributeVendor2: 'vendor2',
  attributeVendor3: 'vendor3',
  attributeWarehouse: 'warehouse',
}

/** The members of `connectionHelper` that are texts, and those texts. */
export const helperTexts: Readonly<Record<string, string>> = {
  ...helperAttributes,
  keywordODBCUsername: 'UID',
  keywordODBCPassword: 'PWD',
  valueAuthIntegrated: 'auth-integrated',
  valueAuthModeDBImpersonate: 'db-impersonate',
}

const helperFunctions = [
  'FormatKeyValuePair',
  'ParseODBCConnectString',
  'ThrowTableauException',
  'GetPlatform',
  'GetProductName',
  'GetProductVersion',
  'GetTempFilePath',
  'MatchesConnectionAttributes',
  'SetImpersonateAttributes',
]

/** The globals of Tableau and their members, by the names of the documentation and of public connectors. */
export const tableauGlobals: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['connectionHelper', new Set([...Object.keys(helperTexts), ...inBothLetterCases(helperFunctions)])],
  [
    'driverLocator',
    new Set(['keywordDriver', ...inBothLetterCases(['LocateDriver', 'LocateDriverVersion'])]),
  ],
  ['logging', new Set(inBothLetterCases(['Log']))],
])

function inBothLetterCases(names: readonly string[]): string[] {
  return [...names, ...names.map(withSmallInitial)]
}

/** A function of Tableau's under the name that it has in the documentation, whose first letter connectors vary. */
export function withCapitalInitial(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}

function withSmallInitial(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1)
}
