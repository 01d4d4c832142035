import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { childrenNamed } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { withMetadata } from './example-fields.ts'

const selectors = ['database', 'schema', 'table']

/** What is left out disappears from the dialog. */
export const rule: Rule = {
  id: 'md-missing-element-hides',
  severity: 'info',
  summary: 'The connection metadata says of database, schema and table whether users choose one.',
  help: 'Add the element with enabled="true" to show the choice, or with enabled="false" to hide it on purpose.',
  url: documentationPage('mcd'),
  *check({ connector }) {
    for (const { path, document } of filesOfKind(connector, 'connection-metadata')) {
      const missing = selectors.filter((name) => childrenNamed(document.root, name).length === 0)
      if (missing.length === 0) continue
      const elements = missing.map((name) => `<${name}>`).join(' and ')
      const message = `without ${elements} users cannot choose a ${missing.join(' or ')}`
      yield { message, file: path, place: document.root }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'With a metadata file, whatever it leaves out is hidden from users. That is easily missed.',
    file: 'connection-metadata.xml',
    wrong: `<connection-metadata>
  <schema enabled="true"/>
  <table enabled="true"/>
</connection-metadata>`,
    right: `<connection-metadata>
  <database enabled="false"/>
  <schema enabled="true"/>
  <table enabled="true"/>
</connection-metadata>`,
    context: { changes: withMetadata() },
  }
}
