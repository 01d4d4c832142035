/** Which schema belongs to which file; those with names that other files have, too, in the connector's folder only. */
const schemaOf: [file: string, schema: string][] = [
  ['manifest.xml', 'manifest'],
  ['connection-fields.xml', 'connection-fields'],
  ['connection-metadata.xml', 'connection-metadata'],
  ['*.tdr', 'connection-resolver'],
  ['*.tdd', 'dialect'],
  ['*.tcd', 'connection-dialog'],
  ['oauth-config*.xml', 'oauth-config'],
  ['resources-*.xml', 'resource'],
]

/**
 * `.vscode/settings.json`: which schema belongs to which file, of the connector and of its scenarios.
 *
 * @param connector - The name of its folder; undefined where that is the project's.
 */
export function editorSettings(connector: string | undefined): string {
  const inConnector = connector === undefined ? '**/' : `**/${connector}/`
  const settings = {
    'files.associations': { '*.tdr': 'xml', '*.tdd': 'xml', '*.tcd': 'xml' },
    'xml.fileAssociations': schemaOf.map(([file, schema]) => ({
      pattern: `${file.startsWith('*.') ? '**/' : inConnector}${file}`,
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
