import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { inConfig } from './example-connector.ts'
import { enabledCapability, filledElements, oauthConfigs } from './oauth-configs.ts'

/** There is nobody to ask. */
export const rule: Rule = {
  id: 'oa-userinfo-post',
  severity: 'warning',
  summary: 'OAUTH_CAP_GET_USERNAME_USES_POST_REQUEST goes with `userInfoUri`.',
  help: 'Add <userInfoUri>, or remove the capability.',
  url: documentationPage('oauth'),
  *check({ connector }) {
    for (const config of oauthConfigs(connector)) {
      const entry = enabledCapability(config, 'GET_USERNAME_USES_POST_REQUEST')
      if (entry === undefined || filledElements(config, 'userInfoUri').length > 0) continue
      const message = `${entry.meant} is true, but there is no <userInfoUri>`
      yield { message, file: config.file, place: entry.key }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Tableau cannot ask for the user name without an address.',
    file: 'oauth.xml',
    wrong: '<scopes>read</scopes>',
    right: '<userInfoUri>https://brook.example/me</userInfoUri>\n<scopes>read</scopes>',
    context: inConfig('<scopes>read</scopes>', 'GET_USERNAME_USES_POST_REQUEST'),
  }
}
