import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { inConfig } from './example-connector.ts'
import { accessMap } from './example-parts.ts'
import { oauthConfigs } from './oauth-configs.ts'
import { findMissing, requiredForAccess } from './response-maps.ts'

/** Without it Tableau does not find the token in the answer. */
export const rule: Rule = {
  id: 'oa-access-map-required',
  severity: 'error',
  summary: `\`accessTokenResponseMaps\` has the keys ${requiredForAccess.join(', ')}.`,
  help: 'Add an <entry> for each; its value is the name of the same thing in the answer of the identity provider.',
  url: documentationPage('oauth'),
  *check({ connector }) {
    for (const config of oauthConfigs(connector)) {
      if (config.accessMap !== undefined) yield* findMissing(config, config.accessMap, requiredForAccess)
      else {
        const message = 'there is no <accessTokenResponseMaps>'
        yield { message, file: config.file, place: config.root }
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Tableau takes from the answer only what the map names. Without a user name it cannot tell tokens apart.',
    file: 'oauth.xml',
    wrong: accessMap.replace('<key>username</key>', '<key>user</key>'),
    right: accessMap,
    context: inConfig(accessMap),
  }
}
