import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { endpoints } from './endpoints.ts'
import { inConfig } from './example-connector.ts'
import { addresses } from './example-instances.ts'
import { enabledCapability, filledElements, oauthConfigs } from './oauth-configs.ts'

/** Tokens and secrets go over these. */
export const rule: Rule = {
  id: 'oa-uri-https',
  severity: 'warning',
  summary: 'The addresses of an OAuth configuration begin with https://.',
  help: 'Write https://; otherwise tokens and secrets can be read in transit.',
  url: documentationPage('security-considerations'),
  *check({ connector }) {
    for (const config of oauthConfigs(connector)) {
      const isRelative = enabledCapability(config, 'SUPPORTS_CUSTOM_DOMAIN') !== undefined
      const addresses = isRelative ? [] : endpoints(config).filter(({ text }) => /^\s*http:/i.test(text))
      const instances = filledElements(config, 'defaultInstanceUrl').filter(
        ({ text }) => !/^\s*https:\/\//i.test(text),
      )
      for (const place of [...addresses, ...instances]) {
        const message = `<${place.name}> is "${place.text.trim()}", which is not an https:// address`
        yield { message, file: config.file, place }
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Without https, tokens and secrets can be read in transit.',
    file: 'oauth.xml',
    wrong: addresses.replace('https:', 'http:'),
    right: addresses,
    context: inConfig(addresses),
  }
}
