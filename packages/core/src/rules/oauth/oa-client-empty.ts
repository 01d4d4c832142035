import { documentationPage } from '../../connector/documentation.ts'
import { childrenNamed } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { inConfig } from './example-connector.ts'
import { client } from './example-parts.ts'
import { oauthConfigs } from './oauth-configs.ts'

/** What Tableau sends as it stands, and no authority accepts. */
const clientElements = ['clientIdDesktop', 'clientSecretDesktop']

/** An empty client is none. */
export const rule: Rule = {
  id: 'oa-client-empty',
  severity: 'warning',
  summary: 'The client ID and the client secret of an OAuth configuration are not empty.',
  help: 'Write the value that the authority gave you for this client.',
  url: documentationPage('oauth'),
  *check({ connector }) {
    for (const { file, root } of oauthConfigs(connector)) {
      for (const element of clientElements.flatMap((name) => childrenNamed(root, name))) {
        if (element.text.trim() !== '') continue
        const message = `<${element.name}> is empty: Tableau sends it so, and authorities answer 401`
        yield { message, file, place: element }
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Tableau sends an empty client ID or secret to the authority, which refuses the sign-in.',
    file: 'oauth.xml',
    wrong: client.replace(/>[^<]*</, '><'),
    right: client,
    context: inConfig(client),
  }
}
