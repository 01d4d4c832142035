const schemaOf: [pattern: string, schema: string][] = [
  ['**/connector/manifest.xml', 'manifest'],
  ['**/connector/connection-fields.xml', 'connection-fields'],
  ['**/connector/connection-metadata.xml', 'connection-metadata'],
  ['**/*.tdr', 'connection-resolver'],
  ['**/*.tdd', 'dialect'],
  ['**/*.tcd', 'connection-dialog'],
  ['**/connector/oauth-config*.xml', 'oauth-config'],
  ['**/connector/resources-*.xml', 'resource'],
]

/** `.vscode/settings.json`: which schema belongs to which file, of the connector and of its scenarios. */
export function editorSettings(): string {
  const settings = {
    'files.associations': { '*.tdr': 'xml', '*.tdd': 'xml', '*.tcd': 'xml' },
    'xml.fileAssociations': schemaOf.map(([pattern, schema]) => ({
      pattern,
      systemId: `./node_modules/@tacosmith/core/dist/schemas/${schema}.xsd`,
    })),
    'json.schemas': [
      {
        fileMatch: ['/scenarios/*.json'],
        url: './node_modules/@tacosmith/cli/dist/scenarios.schema.json',
      },
    ],
  }
  return `${JSON.stringify(settings, null, 2)}\n`
}

/** `.vscode/extensions.json`: the extension that reads those schemas. */
export function editorExtensions(): string {
  return `${JSON.stringify({ recommendations: ['redhat.vscode-xml'] }, null, 2)}\n`
}
