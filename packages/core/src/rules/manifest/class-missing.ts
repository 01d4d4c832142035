import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf, collapseBlanks } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { root } from './example-root.ts'

/** The manifest must name the class. */
export const rule: Rule = {
  id: 'class-missing',
  severity: 'error',
  summary: 'The manifest names the class of the connector.',
  help: 'Give `class` a name that no other connector has.',
  url: documentationPage('design'),
  appliesTo: 'all',
  *check({ connector }) {
    for (const { path, document } of filesOfKind(connector, 'manifest')) {
      const attribute = attributeOf(document.root, 'class')
      if (attribute === undefined || collapseBlanks(attribute.value) !== '') continue
      yield { message: 'the `class` of the connector is empty', file: path, place: attribute }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'The class is what Tableau, workbooks and the name of the package call the connector.',
    file: 'manifest.xml',
    wrong: root.replace('brook_jdbc', ''),
    right: root,
    context: { replaces: root },
  }
}
