import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { capability, inConfig } from './example-connector.ts'
import { pkce } from './example-parts.ts'
import { filledElements, oauthConfigs } from './oauth-configs.ts'
import { isOpenToAll } from './open-clients.ts'

/** One of the two must distinguish Tableau from anybody else. */
export const rule: Rule = {
  id: 'oa-pkce-without-secret',
  severity: 'warning',
  summary: 'An OAuth configuration has a client secret, or uses PKCE.',
  help: 'Set OAUTH_CAP_REQUIRE_PKCE to true, or add <clientSecretDesktop>.',
  url: documentationPage('oauth'),
  *check({ connector }) {
    for (const config of oauthConfigs(connector)) {
      const [client] = filledElements(config, 'clientIdDesktop')
      if (client === undefined || !isOpenToAll(config)) continue
      const message = 'the client has neither a <clientSecretDesktop> nor PKCE (OAUTH_CAP_REQUIRE_PKCE)'
      yield { message, file: config.file, place: client }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Without either, anybody who intercepts the answer to the sign-in can turn it into a token.',
    file: 'oauth.xml',
    wrong: capability('REQUIRE_PKCE', 'false'),
    right: pkce,
    context: inConfig(pkce),
  }
}
