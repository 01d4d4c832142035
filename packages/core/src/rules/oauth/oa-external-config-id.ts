import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { identifiers } from './config-identifiers.ts'
import { withOauth } from './example-connector.ts'
import { dbclass, id } from './example-identity.ts'

/** The prefix tells apart what sites bring themselves. */
export const rule: Rule = {
  id: 'oa-external-config-id',
  severity: 'error',
  summary: 'The `oauthConfigId` of a configuration outside of a connector begins with `custom_`.',
  help: 'Write <oauthConfigId>custom_...</oauthConfigId> after <dbclass>, with a name of its own.',
  url: documentationPage('oauth'),
  outsideConnectors: true,
  *check({ connector }) {
    const found = identifiers(connector, 'oauthConfigId')
    for (const { file, element, text } of found) {
      if (text.startsWith('custom_')) continue
      const message = `the oauthConfigId "${text}" does not begin with custom_, as it must outside of a connector`
      yield { message, file, place: element }
    }
    if (found.length > 0) return
    for (const { path, document } of filesOfKind(connector, 'oauth-config')) {
      const message = 'there is no <oauthConfigId>, which a configuration outside of a connector must have'
      yield { message, file: path, place: document.root }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'By this prefix Tableau knows the configurations that a site or a user brings, and tells them apart from those inside connectors.',
    file: 'oauth.xml',
    wrong: id('us'),
    right: id('custom_us'),
    context: { replaces: dbclass, changes: withOauth, outside: true },
  }
}
