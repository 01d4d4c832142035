import { filesOfKind } from '../../connector/connector-files.ts'
import { attributeOf, collapseBlanks } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { isFileName } from './class-name.ts'
import { root } from './example-root.ts'

/** The class becomes part of the package's file name. */
export const rule: Rule = {
  id: 'class-file-name',
  severity: 'error',
  summary: 'The class can be part of a file name.',
  help: 'Use letters, digits and `_` only.',
  appliesTo: 'all',
  *check({ connector }) {
    for (const { path, document } of filesOfKind(connector, 'manifest')) {
      const attribute = attributeOf(document.root, 'class')
      const name = collapseBlanks(attribute?.value ?? '')
      if (attribute === undefined || name === '' || isFileName(name)) continue
      yield {
        message: `the class ${JSON.stringify(name)} cannot be part of a file name`,
        file: path,
        place: attribute,
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'The package is called after the class, as in `brook_jdbc-v1.0.0.taco`.',
    file: 'manifest.xml',
    wrong: root.replace('brook_jdbc', 'brook/jdbc'),
    right: root,
    context: { replaces: root, alongside: ['class-consistent'] },
  }
}
