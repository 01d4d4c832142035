import { filesOfKind } from '../../connector/connector-files.ts'
import { attributeOf } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { currentRoot, jdbcRoot } from './example-connector.ts'

/** Tableau has announced the end of the framework. */
export const rule: Rule = {
  id: 'eps-deprecated',
  severity: 'warning',
  summary: 'A connector does not build on Web Data Connector 3.0.',
  help: 'Plan to move to the REST API Connector on Tableau Exchange, or to a JDBC connector.',
  url: 'https://github.com/tableau/wdc3',
  appliesTo: 'web-data',
  *check({ connector }) {
    for (const { path, document } of filesOfKind(connector, 'manifest')) {
      const message =
        'Web Data Connector 3.0 is deprecated; Tableau announced its removal for the release 2026.3'
      yield { message, file: path, place: attributeOf(document.root, 'superclass') ?? document.root }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Tableau no longer develops the framework. Connectors that build on it stop working with the release that drops it.',
    file: 'manifest.xml',
    wrong: currentRoot,
    right: jdbcRoot,
    context: { replaces: jdbcRoot, alongside: ['eps-field-missing'] },
  }
}
