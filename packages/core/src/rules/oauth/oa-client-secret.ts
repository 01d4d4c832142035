import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { inConfig } from './example-connector.ts'
import { client } from './example-parts.ts'
import { filledElements, oauthConfigs } from './oauth-configs.ts'

/** Everybody can open a package. */
export const rule: Rule = {
  id: 'oa-client-secret',
  severity: 'info',
  galleryOnly: true,
  summary: 'The client secret of a connector is not a confidential one.',
  help: 'Register a separate client for native applications, and rely on PKCE.',
  url: documentationPage('oauth'),
  *check({ connector }) {
    for (const config of oauthConfigs(connector)) {
      const [place] = filledElements(config, 'clientSecretDesktop')
      if (place === undefined) continue
      const message = 'everybody who has the connector can read <clientSecretDesktop>'
      yield { message, file: config.file, place }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'A package is an archive that anybody can open, so a secret in it does not stay one.',
    file: 'oauth.xml',
    wrong: `${client}\n<clientSecretDesktop>0f5c</clientSecretDesktop>`,
    right: client,
    context: { ...inConfig(client), profile: 'gallery' },
  }
}
