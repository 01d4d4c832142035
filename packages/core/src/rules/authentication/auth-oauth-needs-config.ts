import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { passwordOption } from '../oauth/example-connector.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { oauthModes } from './authentication-modes.ts'
import { oauthConfigs } from './oauth-configs.ts'

/** Without a configuration Tableau does not know whom to ask for a token. */
export const rule: Rule = {
  id: 'auth-oauth-needs-config',
  severity: 'warning',
  summary: 'A connector that offers OAuth has an `oauth-config` in its manifest.',
  help: 'Add <oauth-config file="..."/> to the manifest; file="null_config" where each site brings its own (since 2023.3).',
  url: documentationPage('oauth-dev'),
  wholeConnector: true,
  *check(context) {
    const { connector } = context
    if (filesOfKind(connector, 'manifest').length === 0 || oauthConfigs(context).length > 0) return
    for (const { file, value } of oauthModes(connector)) {
      const message = `users can sign in with OAuth, but the manifest has no <oauth-config>`
      yield { message, file, place: value }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Without a configuration Tableau does not know where to get a token, so nobody can sign in with OAuth.',
    file: 'connection-fields.xml',
    wrong: `${passwordOption}
<option label="OAuth" value="oauth"/>`,
    right: `${passwordOption}
<option label="None" value="auth-none"/>`,
    context: { replaces: passwordOption },
  }
}
