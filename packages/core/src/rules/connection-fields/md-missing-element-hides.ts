import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import type { XmlElement } from '../../connector/xml-document.ts'
import { attributeValue, childrenNamed, parseXsBoolean } from '../../connector/xml-query.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { withMetadata } from './example-fields.ts'

/** Tableau's own samples leave <table> out, and their users choose tables all the same. */
const selectors = ['database', 'schema']

/** A selector that is left out does not appear, and without <table> the schemas do not either. */
export const rule: Rule = {
  id: 'md-missing-element-hides',
  severity: 'info',
  summary: 'The connection metadata says of database and schema whether users choose one.',
  help: 'Add the element with enabled="true" to show the selector, or with enabled="false" to say that it is hidden on purpose.',
  url: documentationPage('mcd'),
  *check({ connector }) {
    for (const { path, document } of filesOfKind(connector, 'connection-metadata')) {
      yield* hiddenSelectors(path, document.root)
      yield* hiddenSchemas(path, document.root)
    }
  },
}

function* hiddenSelectors(file: string, root: XmlElement): Iterable<RuleFinding> {
  const missing = selectors.filter((name) => childrenNamed(root, name).length === 0)
  if (missing.length === 0) return
  const elements = missing.map((name) => `<${name}>`).join(' and ')
  const selector = missing.length > 1 ? 'their selectors do' : 'its selector does'
  yield { message: `without ${elements} ${selector} not appear`, file, place: root }
}

/** What a vendor ran into (issue 1217 of the SDK): the schemas are enabled and nobody can choose one. */
function* hiddenSchemas(file: string, root: XmlElement): Iterable<RuleFinding> {
  const [schema] = childrenNamed(root, 'schema')
  if (schema === undefined || childrenNamed(root, 'table').length > 0) return
  if (parseXsBoolean(attributeValue(schema, 'enabled')) !== true) return
  yield {
    message: 'without <table> the schema selector does not appear, although it is enabled',
    help: 'Add <table enabled="true"/>.',
    file,
    place: schema,
    severity: 'warning',
  }
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
