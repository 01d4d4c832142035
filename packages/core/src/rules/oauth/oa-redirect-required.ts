import { documentationPage } from '../../connector/documentation.ts'
import { childrenNamed } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { capability, inConfig } from './example-connector.ts'
import { capabilities, fixedPortCapability } from './example-parts.ts'
import { enabledCapability, oauthConfigs } from './oauth-configs.ts'
import { exampleAddress, fixedPort } from './redirects.ts'

/** Without addresses there is no fixed port. */
export const rule: Rule = {
  id: 'oa-redirect-required',
  severity: 'error',
  summary: `With ${fixedPort} there is a \`redirectUrisDesktop\`.`,
  help: `Add <redirectUrisDesktop>${exampleAddress}</redirectUrisDesktop>, best several with different ports.`,
  url: documentationPage('oauth'),
  *check({ connector }) {
    for (const config of oauthConfigs(connector)) {
      const entry = enabledCapability(config, 'FIXED_PORT_IN_CALLBACK_URL')
      if (entry === undefined || childrenNamed(config.root, 'redirectUrisDesktop').length > 0) continue
      const message = `${fixedPort} is true, but there is no <redirectUrisDesktop>`
      yield { message, file: config.file, place: entry.key }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'With a fixed port Tableau must know which one, or the browser returns from the sign-in to a port where nobody listens.',
    file: 'oauth.xml',
    wrong: `${capabilities}\n  ${capability(fixedPortCapability)}`,
    right: capabilities,
    context: inConfig(capabilities),
  }
}
