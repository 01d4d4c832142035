import { documentationPage } from '../../connector/documentation.ts'
import { childrenNamed } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { capability, inConfig } from './example-connector.ts'
import { pkce, state } from './example-parts.ts'
import {
  capabilityEntries,
  enabledCapability,
  type KnownCapability,
  type OauthConfig,
  oauthConfigs,
} from './oauth-configs.ts'
import { isOpenToAll } from './open-clients.ts'

const recommended: readonly KnownCapability[] = [
  'REQUIRE_PKCE',
  'PKCE_REQUIRES_CODE_CHALLENGE_METHOD',
  'SUPPORTS_STATE',
]

/** They protect the exchange against others on the same machine. */
export const rule: Rule = {
  id: 'oa-recommended-caps',
  severity: 'info',
  summary: `An OAuth configuration says whether it uses ${recommended.map((name) => `OAUTH_CAP_${name}`).join(', ')}.`,
  help: 'Set them to true; where the identity provider does not support one, set it to false.',
  url: documentationPage('oauth'),
  *check({ connector }) {
    for (const config of oauthConfigs(connector)) {
      const missing = recommended.filter(
        (name) => capabilityEntries(config, name).length === 0 && !isSettled(config, name),
      )
      if (missing.length === 0) continue
      const names = missing.map((name) => `OAUTH_CAP_${name}`).join(', ')
      const [capabilities] = childrenNamed(config.root, 'capabilities')
      const message = `recommended, but off unless named: ${names}`
      yield { message, file: config.file, place: capabilities ?? config.root }
    }
  },
}

/** Whether a missing capability has a finding already, or cannot be used. */
function isSettled(config: OauthConfig, name: KnownCapability): boolean {
  if (name === 'REQUIRE_PKCE') return isOpenToAll(config)
  const isOff =
    capabilityEntries(config, 'REQUIRE_PKCE').length > 0 &&
    enabledCapability(config, 'REQUIRE_PKCE') === undefined
  return name === 'PKCE_REQUIRES_CODE_CHALLENGE_METHOD' && isOff
}

export function example(): RuleExample {
  const pkceAndOthers = `${pkce}
    ${capability('PKCE_REQUIRES_CODE_CHALLENGE_METHOD')}
    ${state}`

  return {
    why: 'PKCE and the state keep others from taking over a sign-in. They are off unless a configuration names them.',
    file: 'oauth.xml',
    wrong: `${pkce}\n${state}`,
    right: pkceAndOthers,
    context: inConfig(pkceAndOthers),
  }
}
