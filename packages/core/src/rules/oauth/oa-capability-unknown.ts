import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { inConfig } from './example-connector.ts'
import { state } from './example-parts.ts'
import { oauthConfigs } from './oauth-configs.ts'

/** A capability that Tableau does not know changes nothing. */
export const rule: Rule = {
  id: 'oa-capability-unknown',
  severity: 'warning',
  summary: 'The capabilities of an OAuth configuration are those that the documentation names.',
  help: 'Correct the name, or remove the entry.',
  url: documentationPage('oauth'),
  *check({ connector }) {
    for (const { file, capabilities } of oauthConfigs(connector)) {
      for (const { key, name, meant } of capabilities) {
        if (name === meant) continue
        yield {
          message: name === '' ? 'an entry has an empty <key>' : `there is no OAuth capability ${name}`,
          file,
          place: key,
          ...(meant !== undefined && { help: `Did you mean ${meant}?` }),
        }
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Tableau ignores what it does not know, so the capability stays off.',
    file: 'oauth.xml',
    wrong: state.replace('SUPPORTS_STATE', 'SUPPORT_STATE'),
    right: state,
    context: inConfig(state),
  }
}
