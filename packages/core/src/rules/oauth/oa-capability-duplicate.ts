import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { capability, inConfig } from './example-connector.ts'
import { state } from './example-parts.ts'
import { type OauthCapability, oauthConfigs } from './oauth-configs.ts'

/** Of two only one counts. */
export const rule: Rule = {
  id: 'oa-capability-duplicate',
  severity: 'warning',
  summary: 'An OAuth configuration names each capability once.',
  help: 'Remove one of the entries.',
  url: documentationPage('oauth'),
  *check({ connector }) {
    for (const { file, capabilities } of oauthConfigs(connector)) {
      const earlier = new Map<string, (typeof capabilities)[number]>()
      for (const capability of capabilities) {
        const { key, name } = capability
        const first = earlier.get(name)
        earlier.set(name, first ?? capability)
        if (first === undefined || name === '') continue
        const message = `${name} is already set on line ${first.key.start.line}`
        if (settingOf(first) !== settingOf(capability)) yield { message, file, place: key }
        else yield { message: `${message}, to the same value`, file, place: key, severity: 'info' }
      }
    }
  },
}

function settingOf({ value }: OauthCapability): string | undefined {
  return value?.text.trim()
}

export function example(): RuleExample {
  return {
    why: 'Only one of the entries counts. Changing the other one has no effect.',
    file: 'oauth.xml',
    wrong: `${state}\n${capability('SUPPORTS_STATE', 'false')}`,
    right: state,
    context: inConfig(state),
  }
}
