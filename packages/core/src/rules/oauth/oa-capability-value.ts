import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { capability, inConfig } from './example-connector.ts'
import { state } from './example-parts.ts'
import { oauthConfigs } from './oauth-configs.ts'

/** Capabilities are switches. */
export const rule: Rule = {
  id: 'oa-capability-value',
  severity: 'warning',
  summary: 'The value of an OAuth capability is true or false.',
  help: 'Write true or false in lower case.',
  url: documentationPage('oauth'),
  *check({ connector }) {
    for (const { file, capabilities } of oauthConfigs(connector)) {
      for (const { name, value } of capabilities) {
        const text = value?.text.trim()
        if (value === undefined || text === 'true' || text === 'false') continue
        yield { message: `the value of ${name} is "${text}", not true or false`, file, place: value }
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'A capability is on where its value is true. Other words may leave it off.',
    file: 'oauth.xml',
    wrong: capability('SUPPORTS_STATE', 'yes'),
    right: state,
    context: inConfig(state),
  }
}
