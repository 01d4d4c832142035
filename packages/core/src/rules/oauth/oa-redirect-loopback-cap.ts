import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { childrenNamed } from '../../connector/xml-query.ts'
import { loadsBefore, oldestRelease } from '../../package/minimum-release.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { inConfig } from './example-connector.ts'
import { client, fixedPortCapability, redirect } from './example-parts.ts'
import { enabledCapability, oauthConfigs } from './oauth-configs.ts'

const loopbackRelease = '2023.1'

/** Other names of the own machine came later. */
export const rule: Rule = {
  id: 'oa-redirect-loopback-cap',
  severity: 'error',
  summary: `A redirect address other than localhost needs OAUTH_CAP_SUPPORTS_HTTP_SCHEME_LOOPBACK_REDIRECT_URLS and Tableau ${loopbackRelease}.`,
  help: 'Write localhost, or set OAUTH_CAP_SUPPORTS_HTTP_SCHEME_LOOPBACK_REDIRECT_URLS to true.',
  url: documentationPage('oauth'),
  *check({ connector }) {
    const knowsRelease = filesOfKind(connector, 'manifest').length > 0
    for (const config of oauthConfigs(connector)) {
      const place = childrenNamed(config.root, 'redirectUrisDesktop').find(({ text }) =>
        /^\s*http:\/\/(127\.|\[::1\])/.test(text),
      )
      if (place === undefined) continue
      const finding = { file: config.file, place }
      const address = `the redirect address "${place.text.trim()}"`
      if (enabledCapability(config, 'SUPPORTS_HTTP_SCHEME_LOOPBACK_REDIRECT_URLS') === undefined) {
        const message = `${address} needs OAUTH_CAP_SUPPORTS_HTTP_SCHEME_LOOPBACK_REDIRECT_URLS`
        yield { ...finding, message }
      } else if (knowsRelease && loadsBefore(connector, loopbackRelease)) {
        const message = `${address} works since Tableau ${loopbackRelease}; the connector loads in ${oldestRelease(connector)} too`
        const help = `Write localhost, or set min-version-tableau="${loopbackRelease}" in manifest.xml.`
        yield { ...finding, message, help, severity: 'warning' }
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Without the capability Tableau knows localhost only.',
    file: 'oauth.xml',
    wrong: `${client}\n${redirect('http://127.0.0.1:55556/Callback')}`,
    right: `${client}\n${redirect('http://localhost:55556/Callback')}`,
    context: inConfig(client, fixedPortCapability),
  }
}
