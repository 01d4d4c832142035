import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { childrenNamed } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { withMetadata } from './example-fields.ts'

/** Tableau's own samples leave <table> out, and their users choose tables all the same. */
const selectors = ['database', 'schema']

/** A selector that is left out does not appear. */
export const rule: Rule = {
  id: 'md-missing-element-hides',
  severity: 'info',
  summary: 'The connection metadata says of database and schema whether users choose one.',
  help: 'Add the element with enabled="true" to show the selector, or with enabled="false" to say that it is hidden on purpose.',
  url: documentationPage('mcd'),
  *check({ connector }) {
    for (const { path, document } of filesOfKind(connector, 'connection-metadata')) {
      const missing = selectors.filter((name) => childrenNamed(document.root, name).length === 0)
      if (missing.length === 0) continue
      const elements = missing.map((name) => `<${name}>`).join(' and ')
      const selector = missing.length > 1 ? 'their selectors do' : 'its selector does'
      const message = `without ${elements} ${selector} not appear`
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
