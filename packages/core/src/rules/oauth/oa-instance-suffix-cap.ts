import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { instance, ofInstances, regex } from './example-instances.ts'
import { inferInstance } from './instance-urls.ts'
import { enabledCapability, filledElements, oauthConfigs } from './oauth-configs.ts'

/** Each is ignored without the other. */
export const rule: Rule = {
  id: 'oa-instance-suffix-cap',
  severity: 'warning',
  summary: `\`instanceUrlSuffix\` and ${inferInstance} go together.`,
  help: `Use both or neither: the instance is then https://SERVER followed by the suffix.`,
  url: documentationPage('oauth'),
  *check({ connector }) {
    for (const config of oauthConfigs(connector)) {
      const [suffix] = filledElements(config, 'instanceUrlSuffix')
      const entry = enabledCapability(config, 'INFER_INSTANCE_URL_FROM_SERVER')
      if (suffix !== undefined && entry === undefined) {
        const message = `<instanceUrlSuffix> is ignored, for ${inferInstance} is not true`
        yield { message, file: config.file, place: suffix }
      } else if (suffix === undefined && entry !== undefined) {
        const message = `${inferInstance} is true, but there is no <instanceUrlSuffix>`
        yield { message, file: config.file, place: entry.key }
      }
    }
  },
}

export function example(): RuleExample {
  const suffix = '<instanceUrlSuffix>/login</instanceUrlSuffix>'

  return {
    why: 'The suffix follows the server that users name, but only where the capability says so.',
    file: 'oauth.xml',
    wrong: `${suffix}\n${regex}`,
    right: regex,
    context: ofInstances(regex, `${regex}${instance}`),
  }
}
