import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { nullOauthConfig } from '../../connector/file-references.ts'
import { attributeOf, attributeValue, childrenNamed } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { withOauth } from './example-connector.ts'

/** `null_config` says that there is no OAuth configuration. */
export const rule: Rule = {
  id: 'null-oauth-config-alone',
  severity: 'error',
  summary: 'An `oauth-config` with `null_config` is the only `oauth-config`.',
  help: 'Remove it, or remove all other <oauth-config> elements.',
  url: documentationPage('oauth-dev'),
  appliesTo: 'all',
  *check({ connector }) {
    for (const { path, document } of filesOfKind(connector, 'manifest')) {
      const configs = childrenNamed(document.root, 'oauth-config')
      const isNull = (element: (typeof configs)[number]): boolean =>
        attributeValue(element, 'file') === nullOauthConfig
      const nulls = configs.filter(isNull)
      // Of several nulls and nothing else, the first may stay.
      const superfluous = nulls.length === configs.length ? nulls.slice(1) : nulls
      for (const element of superfluous) {
        const message = `file="${nullOauthConfig}" must be the only <oauth-config>, but there are ${configs.length}`
        yield { message, file: path, place: attributeOf(element, 'file') ?? element }
      }
    }
  },
}

export function example(): RuleExample {
  /** Users may choose OAuth. */
  const offeringOauth = { 'connection-fields.xml': withOauth['connection-fields.xml'] }

  return {
    why: '`null_config` says that the connector brings no configuration. It contradicts any other `oauth-config`.',
    file: 'manifest.xml',
    wrong: '<oauth-config file="null_config"/>\n<oauth-config file="null_config"/>',
    right: '<oauth-config file="null_config"/>',
    context: {
      replaces: '<!-- here -->',
      changes: {
        ...offeringOauth,
        'manifest.xml': [['</connector-plugin>', '<!-- here --></connector-plugin>']],
      },
    },
  }
}
