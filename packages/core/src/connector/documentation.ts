/** The pages of the Tableau Connector SDK's documentation; the empty name is that of its first page. */
export const documentationPages = [
  '',
  'api-reference',
  'auth-modes',
  'bug-artifacts',
  'capabilities',
  'common-errors',
  'connection-dialog',
  'design',
  'dialect',
  'drivers',
  'example',
  'gallery-submission',
  'localize',
  'log-entries',
  'manual-test',
  'mcd',
  'metadata-enumeration',
  'oauth',
  'oauth-dev',
  'package-sign',
  'run-taco',
  'security-considerations',
  'share',
  'tdvt',
  'tdvt-test-case',
  'ui',
] as const

export type DocumentationPage = (typeof documentationPages)[number]

/** The address of a page of the Tableau Connector SDK's documentation. */
export function documentationPage(page: DocumentationPage): string {
  return `https://tableau.github.io/connector-plugin-sdk/docs/${page}`
}
