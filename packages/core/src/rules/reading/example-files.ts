export const dialect = '<dialect file="dialect.tdd"/>'

export const fields = '<connection-fields file="connection-fields.xml"/>'

export const metadata = `<connection-metadata>
  <database enabled="false"/>
  <schema enabled="true" label="Schema"/>
  <table enabled="true" label="Table"/>
</connection-metadata>
`

/** The files of a connector, one of them with a size. */
export function listing(sizes: Record<string, string> = {}, without?: string): string {
  const names = [
    ...['manifest.xml', 'connection-fields.xml', 'connection-resolver.tdr', 'dialect.tdd'],
    ...['connectionBuilder.js', 'connectionProperties.js'],
  ]
  return names
    .filter((name) => name !== without)
    .map((name) => (sizes[name] === undefined ? name : `${name} ${sizes[name]}`))
    .join('\n')
}
