export const builder = 'connectionBuilder.js'

export const plain = `(function build(attr) {
  return ['jdbc:brook://' + attr.server + ':' + attr.port + '/']
})`

export const serverLine = 'var server = attr[connectionHelper.attributeServer]'

export const connectorFiles = `connectionBuilder.js
connectionProperties.js
connection-fields.xml
connection-resolver.tdr
dialect.tdd
manifest.xml`
