import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { endpoints } from './endpoints.ts'
import { addresses, instance, ofInstances, paths, regex } from './example-instances.ts'
import { enabledCapability, oauthConfigs } from './oauth-configs.ts'

const customDomain = 'OAUTH_CAP_SUPPORTS_CUSTOM_DOMAIN'

/** Either all of an address or what follows the instance's. */
export const rule: Rule = {
  id: 'oa-relative-uris',
  severity: 'error',
  summary: `authUri, tokenUri and userInfoUri are paths with ${customDomain}, else whole addresses.`,
  help: `Write a path such as /oauth/authorize with ${customDomain}, else an address such as https://login.example/authorize.`,
  url: documentationPage('oauth'),
  *check({ connector }) {
    for (const config of oauthConfigs(connector)) {
      const needsPath = enabledCapability(config, 'SUPPORTS_CUSTOM_DOMAIN') !== undefined
      for (const place of endpoints(config)) {
        const address = place.text.trim()
        if (needsPath ? /^\/(?!\/)/.test(address) : /^https?:\/\//i.test(address)) continue
        const message = needsPath
          ? `<${place.name}> is "${address}", but with ${customDomain} it must be a path that begins with one /`
          : `<${place.name}> is "${address}", but without ${customDomain} it must be a whole https:// address`
        yield { message, file: config.file, place }
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'With a custom domain Tableau puts the instance before the path; a whole address leads nowhere then. Without one there is nothing that a path could follow.',
    file: 'oauth.xml',
    wrong: addresses,
    right: paths,
    context: ofInstances(paths, `${regex}${instance}`),
  }
}
