import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { inConfig } from './example-connector.ts'
import { accessMap } from './example-parts.ts'
import { oauthConfigs } from './oauth-configs.ts'
import { findMissing, requiredForRefresh } from './response-maps.ts'

/** Where there is one, it takes the place of the other. */
export const rule: Rule = {
  id: 'oa-refresh-map-keys',
  severity: 'error',
  summary: `\`refreshTokenResponseMaps\`, where there is one, has the key ${requiredForRefresh.join(', ')}.`,
  help: 'Add the <entry>, or remove <refreshTokenResponseMaps>: then that of the access token applies.',
  url: documentationPage('oauth'),
  *check({ connector }) {
    for (const config of oauthConfigs(connector)) {
      if (config.refreshMap !== undefined) yield* findMissing(config, config.refreshMap, requiredForRefresh)
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'The map replaces the one for the access token. Without the token Tableau cannot renew a connection.',
    file: 'oauth.xml',
    wrong: `${accessMap}
<refreshTokenResponseMaps>
  <entry><key>REFRESHTOKEN</key><value>refresh_token</value></entry>
</refreshTokenResponseMaps>`,
    right: accessMap,
    context: inConfig(accessMap),
  }
}
