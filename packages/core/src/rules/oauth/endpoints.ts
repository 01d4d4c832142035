import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import { enabledCapability, filledElements, type OauthConfig, oauthConfigs } from './oauth-configs.ts'

const url = documentationPage('oauth')

const customDomain = 'OAUTH_CAP_SUPPORTS_CUSTOM_DOMAIN'

const endpointNames = ['authUri', 'tokenUri', 'userInfoUri']

/** Either all of an address or what follows the instance's. */
export const relativeUris: Rule = {
  id: 'oa-relative-uris',
  severity: 'error',
  summary: `authUri, tokenUri and userInfoUri are paths with ${customDomain}, else whole addresses.`,
  help: `Write a path such as /oauth/authorize with ${customDomain}, else an address such as https://login.example/authorize.`,
  url,
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

/** Tokens and secrets go over these. */
export const uriHttps: Rule = {
  id: 'oa-uri-https',
  severity: 'warning',
  summary: 'The addresses of an OAuth configuration begin with https://.',
  help: 'Write https://; tokens and secrets are readable on the way otherwise.',
  url: documentationPage('security-considerations'),
  *check({ connector }) {
    for (const config of oauthConfigs(connector)) {
      const isRelative = enabledCapability(config, 'SUPPORTS_CUSTOM_DOMAIN') !== undefined
      const addresses = isRelative ? [] : endpoints(config).filter(({ text }) => /^\s*http:/i.test(text))
      const instances = filledElements(config, 'defaultInstanceUrl').filter(
        ({ text }) => !/^\s*https:\/\//i.test(text),
      )
      for (const place of [...addresses, ...instances]) {
        const message = `<${place.name}> is "${place.text.trim()}", which is no https:// address`
        yield { message, file: config.file, place }
      }
    }
  },
}

function endpoints(config: OauthConfig): OauthConfig['root'][] {
  return endpointNames.flatMap((name) => filledElements(config, name))
}
