import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { capability, inConfig } from './example-connector.ts'
import { state } from './example-parts.ts'
import { oauthConfigs } from './oauth-configs.ts'

/** Of two only one counts. */
export const rule: Rule = {
  id: 'oa-capability-duplicate',
  severity: 'warning',
  summary: 'An OAuth configuration names each capability once.',
  help: 'Remove one of the entries.',
  url: documentationPage('oauth'),
  *check({ connector }) {
    for (const { file, capabilities } of oauthConfigs(connector)) {
      const lines = new Map<string, number>()
      for (const { key, name } of capabilities) {
        const line = lines.get(name)
        if (line === undefined) lines.set(name, key.start.line)
        else if (name !== '') {
          yield { message: `${name} is there twice; the first one is on line ${line}`, file, place: key }
        }
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Only one of the entries counts. Who changes the other one changes nothing.',
    file: 'oauth.xml',
    wrong: `${state}\n${capability('SUPPORTS_STATE', 'false')}`,
    right: state,
    context: inConfig(state),
  }
}
