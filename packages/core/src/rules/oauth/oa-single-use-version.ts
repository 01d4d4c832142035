import { documentationPage } from '../../connector/documentation.ts'
import { loadsBefore, oldestRelease } from '../../package/minimum-release.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { capability, inConfig } from './example-connector.ts'
import { capabilities } from './example-parts.ts'
import { enabledCapability, oauthConfigs } from './oauth-configs.ts'

const singleUseRelease = '2025.2'

/** Older releases lose the connection after the first renewal. */
export const rule: Rule = {
  id: 'oa-single-use-version',
  severity: 'warning',
  summary: `A connector with OAUTH_CAP_SINGLE_USE_REFRESH_TOKEN asks for Tableau ${singleUseRelease} or newer.`,
  help: `Set min-version-tableau="${singleUseRelease}" or higher in manifest.xml.`,
  url: documentationPage('oauth'),
  wholeConnector: true,
  *check({ connector }) {
    for (const config of oauthConfigs(connector)) {
      const entry = enabledCapability(config, 'SINGLE_USE_REFRESH_TOKEN')
      if (entry === undefined || !loadsBefore(connector, singleUseRelease)) continue
      const message = `${entry.meant} works since Tableau ${singleUseRelease}; the connector loads in ${oldestRelease(connector)} too`
      yield { message, file: config.file, place: entry.key }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'An older Tableau uses the refresh token a second time and loses the connection.',
    file: 'oauth.xml',
    wrong: `${capabilities}\n  ${capability('SINGLE_USE_REFRESH_TOKEN')}`,
    right: capabilities,
    context: inConfig(capabilities),
  }
}
