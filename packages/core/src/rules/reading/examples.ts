import { withOauth } from '../oauth/example-connector.ts'
import type { RuleExample } from '../rule-example.ts'

const file = 'manifest.xml'

const dialect = '<dialect file="dialect.tdd"/>'

const fields = '<connection-fields file="connection-fields.xml"/>'

const metadata = `<connection-metadata>
  <database enabled="false"/>
  <schema enabled="true" label="Schema"/>
  <table enabled="true" label="Table"/>
</connection-metadata>
`

/** The files of a connector, one of them with a size. */
function listing(sizes: Record<string, string> = {}, without?: string): string {
  const names = [
    ...['manifest.xml', 'connection-fields.xml', 'connection-resolver.tdr', 'dialect.tdd'],
    ...['connectionBuilder.js', 'connectionProperties.js'],
  ]
  return names
    .filter((name) => name !== without)
    .map((name) => (sizes[name] === undefined ? name : `${name} ${sizes[name]}`))
    .join('\n')
}

export const readingExamples: readonly RuleExample[] = [
  {
    rule: 'manifest-missing',
    why: 'The manifest names all other files. A folder without one is no connector, and nothing in it can be checked.',
    file,
    wrong: listing({}, 'manifest.xml'),
    right: listing(),
    context: { listing: true },
  },
  {
    rule: 'referenced-file-missing',
    why: 'A file that is not there cannot be packaged. Inside a package upper and lower case differ on every system, so the spelling counts too.',
    file,
    wrong: '<dialect file="Dialect.tdd"/>',
    right: dialect,
    context: { replaces: dialect },
  },
  {
    rule: 'reference-outside-connector',
    why: 'A file from elsewhere does not belong into the package, and Tableau would not find it there.',
    file,
    wrong: '<dialect file="../shared/dialect.tdd"/>',
    right: dialect,
    context: { replaces: dialect },
  },
  {
    rule: 'reference-path-invalid',
    why: 'Tableau looks for the path inside the package, where folders are separated by forward slashes on every system.',
    file: 'connection-resolver.tdr',
    wrong: '<script file="scripts\\connectionBuilder.js"/>',
    right: '<script file="scripts/connectionBuilder.js"/>',
    context: {
      replaces: '<script file="connectionBuilder.js"/>',
      changes: {
        'scripts/connectionBuilder.js': `(function build(attr) {
  return ['jdbc:brook://' + attr[connectionHelper.attributeServer] + ':' + attr[connectionHelper.attributePort] + '/']
})
`,
      },
    },
  },
  {
    rule: 'reference-case-conflict',
    why: 'Windows and macOS take the two for one file, so one of them is lost when the connector is checked out or unpacked.',
    file: 'connection-resolver.tdr',
    wrong: '<script file="connectionbuilder.js"/>',
    right: '<script file="connectionProperties.js"/>',
    context: {
      replaces: '<script file="connectionProperties.js"/>',
      changes: {
        'connectionbuilder.js': `(function properties(attr) {
  return { user: attr[connectionHelper.attributeUsername], password: attr[connectionHelper.attributePassword] }
})
`,
      },
    },
  },
  {
    rule: 'reference-repeated',
    why: 'A file has one purpose. A second element that names it is most often a copied line.',
    file,
    wrong: `${fields}\n<connection-metadata file="connection-fields.xml"/>`,
    right: `${fields}\n<connection-metadata file="connection-metadata.xml"/>`,
    context: {
      replaces: fields,
      changes: { 'connection-metadata.xml': metadata },
      alongside: ['schema-invalid'],
    },
  },
  {
    rule: 'reference-without-file',
    why: 'The schema lets the element stand without a file, but then it has no effect.',
    file,
    wrong: `${fields}\n<connection-metadata/>`,
    right: `${fields}\n<connection-metadata file="connection-metadata.xml"/>`,
    context: { replaces: fields, changes: { 'connection-metadata.xml': metadata } },
  },
  {
    rule: 'oauth-config-without-file',
    why: 'Without a file there is no configuration to sign in with, and Tableau’s own packager crashes on it.',
    file,
    wrong: '<oauth-config/>',
    right: '<oauth-config file="null_config"/>',
    context: {
      replaces: '<!-- here -->',
      changes: {
        'connection-fields.xml': withOauth['connection-fields.xml'],
        [file]: [['</connector-plugin>', '<!-- here --></connector-plugin>']],
      },
    },
  },
  {
    rule: 'xml-file-too-large',
    why: 'Tableau does not load larger XML files. The documentation speaks of 3 MB for all files, but for XML its code is stricter.',
    file: 'dialect.tdd',
    wrong: listing({ 'dialect.tdd': '300 KB' }),
    right: listing({ 'dialect.tdd': '60 KB' }),
    context: { listing: true },
  },
  {
    rule: 'taco-file-size',
    why: 'Tableau does not load a package with a larger file. Scripts grow by libraries that they include: leave out what is not used.',
    file: 'connectionBuilder.js',
    wrong: listing({ 'connectionBuilder.js': '4 MB' }),
    right: listing({ 'connectionBuilder.js': '20 KB' }),
    context: { listing: true },
  },
  {
    rule: 'connector-too-large',
    why: 'What refers to that many files is no connector that somebody wrote. tacosmith stops reading there, so that no file keeps it busy. The limits are its own, as is that of 40,000 XML elements and attributes in all files.',
    file,
    wrong: listing({
      'connection-fields.xml': '2 MB',
      'dialect.tdd': '2 MB',
      'connectionBuilder.js': '2 MB',
      'connectionProperties.js': '2 MB',
    }),
    right: listing(),
    context: { listing: true, alongside: ['script-too-large', 'xml-file-too-large'] },
  },
  {
    rule: 'xml-not-well-formed',
    why: 'No XML parser reads the file, so neither Tableau nor any rule gets to see what is in it.',
    file: 'connection-fields.xml',
    wrong: '<field name="server" label="Host & domain" category="endpoint" value-type="string"/>',
    right: '<field name="server" label="Host &amp; domain" category="endpoint" value-type="string"/>',
    context: { replaces: '<field name="server" label="Host" category="endpoint" value-type="string"/>' },
  },
  {
    rule: 'schema-invalid',
    why: 'Tableau loads only files that follow its schemas. What is unknown there is refused, not ignored. Where the documentation differs the schemas count: a type is called `selection`, not `option`, and a boolean is `true`, `false`, `1` or `0`.',
    file: 'connection-fields.xml',
    wrong: '<field name="server" lable="Host" category="endpoint" value-type="string"/>',
    right: '<field name="server" label="Host" category="endpoint" value-type="string"/>',
    context: { replaces: '<field name="server" label="Host" category="endpoint" value-type="string"/>' },
  },
]
