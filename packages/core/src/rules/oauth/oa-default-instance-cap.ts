import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { inConfig } from './example-connector.ts'
import { instance, scope } from './example-instances.ts'
import { customDomain } from './instance-urls.ts'
import { enabledCapability, filledElements, oauthConfigs } from './oauth-configs.ts'

/** It is ignored otherwise. */
export const rule: Rule = {
  id: 'oa-default-instance-cap',
  severity: 'warning',
  summary: `\`defaultInstanceUrl\` goes with ${customDomain}.`,
  help: `Set ${customDomain} to true, or remove <defaultInstanceUrl>.`,
  url: documentationPage('oauth'),
  *check({ connector }) {
    for (const config of oauthConfigs(connector)) {
      const [place] = filledElements(config, 'defaultInstanceUrl')
      if (place === undefined || enabledCapability(config, 'SUPPORTS_CUSTOM_DOMAIN') !== undefined) continue
      const message = `<defaultInstanceUrl> is ignored, for ${customDomain} is not true`
      yield { message, file: config.file, place }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Only a custom domain has instances; the default is ignored otherwise.',
    file: 'oauth.xml',
    wrong: `${instance}\n${scope}`,
    right: scope,
    context: inConfig(scope),
  }
}
