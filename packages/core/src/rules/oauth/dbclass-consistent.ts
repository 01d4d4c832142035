import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { childrenNamed, collapseBlanks } from '../../connector/xml-query.ts'
import { noBlanks } from '../manifest/class-name.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { withOauth } from './example-connector.ts'

/** An OAuth configuration must be for this connector. */
export const rule: Rule = {
  id: 'dbclass-consistent',
  severity: 'error',
  summary: 'The `dbclass` of every OAuth configuration is the class of the connector.',
  help: 'Write the class exactly as in manifest.xml.',
  url: documentationPage('oauth'),
  appliesTo: 'all',
  *check({ connector }) {
    const className = connector.className
    for (const { path, document } of filesOfKind(connector, 'oauth-config')) {
      for (const element of childrenNamed(document.root, 'dbclass')) {
        const found = collapseBlanks(element.text)
        const finding = { file: path, place: element }
        if (found === '') yield { ...finding, message: '<dbclass> is empty' }
        else if (className !== undefined && found !== collapseBlanks(className)) {
          yield {
            ...finding,
            message: `<dbclass> is "${found}", but the class of the connector is "${className}"`,
          }
        } else if (found !== element.text) {
          yield {
            ...finding,
            severity: 'warning',
            message: '<dbclass> has spaces around the class',
            help: noBlanks,
          }
        }
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Tableau finds the OAuth configuration of a connector by this name.',
    file: 'oauth.xml',
    wrong: '<dbclass>brook</dbclass>',
    right: '<dbclass>brook_jdbc</dbclass>',
    context: {
      replaces: '<dbclass>brook_jdbc</dbclass>',
      changes: withOauth,
    },
  }
}
