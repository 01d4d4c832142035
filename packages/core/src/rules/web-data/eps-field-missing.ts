import { filesOfKind } from '../../connector/connector-files.ts'
import { attributeValue, childrenNamed, collapseBlanks } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { currentRoot, fieldsOfToolkit, jdbcRoot, manifestChanges } from './example-connector.ts'

/** Tableau finds the application through these fields, which the toolkit writes into every connector. */
const toolkitFields = ['is-eps-taco', 'eps-connection-id', 'connectionData']

export const rule: Rule = {
  id: 'eps-field-missing',
  severity: 'warning',
  summary: 'A web data connector has the fields `is-eps-taco`, `eps-connection-id` and `connectionData`.',
  help: "Build the connector with Tableau's taco toolkit, which writes these fields.",
  url: 'https://help.tableau.com/current/api/webdataconnector/en-us/index.html',
  appliesTo: 'web-data',
  *check({ connector }) {
    for (const { path, document } of filesOfKind(connector, 'connection-fields')) {
      const names = childrenNamed(document.root, 'field').map((field) =>
        collapseBlanks(attributeValue(field, 'name') ?? ''),
      )
      const missing = toolkitFields.filter((name) => !names.includes(name))
      if (missing.length === 0) continue
      const message = `a web data connector has the field${missing.length > 1 ? 's' : ''} ${missing.map((name) => `\`${name}\``).join(', ')}`
      yield { message, file: path, place: document.root }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Tableau hands the connection to the application inside the file through these fields.',
    file: 'connection-fields.xml',
    wrong: `<connection-fields>
  <field name="server" label="Server" category="endpoint" value-type="string" default-value="brook"/>
</connection-fields>`,
    right: fieldsOfToolkit,
    context: {
      changes: { 'manifest.xml': [...manifestChanges, [jdbcRoot, currentRoot]] },
      throughout: ['eps-deprecated'],
    },
  }
}
