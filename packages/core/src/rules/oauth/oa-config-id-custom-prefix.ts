import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { identifiers } from './config-identifiers.ts'
import { inConfig } from './example-connector.ts'
import { dbclass, id } from './example-identity.ts'

/** The prefix tells apart what sites bring themselves. */
export const rule: Rule = {
  id: 'oa-config-id-custom-prefix',
  severity: 'warning',
  summary: 'The `oauthConfigId` of a configuration inside a connector does not begin with `custom_`.',
  help: 'Remove the prefix: it is for configurations that a site or a user brings.',
  url: documentationPage('oauth'),
  // A configuration by itself may be one that a site brings, which needs the prefix.
  wholeConnector: true,
  *check({ connector }) {
    for (const { file, element, text } of identifiers(connector, 'oauthConfigId')) {
      if (!text.startsWith('custom_')) continue
      const message = `the oauthConfigId "${text}" begins with custom_, as only configurations outside of a connector do`
      yield { message, file, place: element }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'By this prefix Tableau knows the configurations that a site or a user brings. One inside a connector is not one of them.',
    file: 'oauth.xml',
    wrong: id('custom_us'),
    right: id('us'),
    context: inConfig(dbclass),
  }
}
