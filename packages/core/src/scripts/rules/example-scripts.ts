import type { ExampleContext } from '../../rules/rule-example.ts'

export const builder = 'connectionBuilder.js'

export const properties = 'connectionProperties.js'

export const serverLine = 'var server = attr[connectionHelper.attributeServer]'

export const addressLine = "return ['jdbc:brook://' + server + ':' + port + '/']"

export const inProperties: ExampleContext = {
  changes: {
    [properties]: `(function properties(attr) {
  BODY
})
`,
  },
  replaces: 'BODY',
}
