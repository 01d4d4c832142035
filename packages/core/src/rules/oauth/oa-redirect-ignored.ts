import { documentationPage } from '../../connector/documentation.ts'
import { childrenNamed } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { inConfig } from './example-connector.ts'
import { client, redirect } from './example-parts.ts'
import { capabilityEntries, oauthConfigs } from './oauth-configs.ts'
import { fixedPort } from './redirects.ts'

/** Tableau chooses a port itself unless told otherwise. */
export const rule: Rule = {
  id: 'oa-redirect-ignored',
  severity: 'info',
  summary: `\`redirectUrisDesktop\` goes with ${fixedPort}.`,
  help: `Set ${fixedPort} to true, or remove <redirectUrisDesktop>.`,
  url: documentationPage('oauth'),
  *check({ connector }) {
    for (const config of oauthConfigs(connector)) {
      const [first] = childrenNamed(config.root, 'redirectUrisDesktop')
      // Who sets it to false knows.
      if (first === undefined || capabilityEntries(config, 'FIXED_PORT_IN_CALLBACK_URL').length > 0) continue
      yield {
        message: `<redirectUrisDesktop> is ignored without ${fixedPort}`,
        file: config.file,
        place: first,
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Tableau takes any free port; an identity provider that knows only these addresses refuses the sign-in.',
    file: 'oauth.xml',
    wrong: `${client}\n${redirect('http://localhost:55556/Callback')}`,
    right: client,
    context: inConfig(client),
  }
}
