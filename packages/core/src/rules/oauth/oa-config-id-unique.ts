import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { id, ofTwo } from './example-identity.ts'
import { filledElements, oauthConfigs } from './oauth-configs.ts'

/** Two with one name cannot be told apart. */
export const rule: Rule = {
  id: 'oa-config-id-unique',
  severity: 'error',
  summary: 'Each OAuth configuration has an `oauthConfigId` of its own.',
  help: 'Give one of them another <oauthConfigId>.',
  url: documentationPage('oauth'),
  wholeConnector: true,
  *check({ connector }) {
    const fileById = new Map<string, string>()
    for (const config of oauthConfigs(connector)) {
      const [element] = filledElements(config, 'oauthConfigId')
      if (element === undefined) continue
      const id = element.text.trim()
      const other = fileById.get(id)
      if (other === undefined) fileById.set(id, config.file)
      else yield { message: `${other} has the oauthConfigId "${id}" too`, file: config.file, place: element }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Of two configurations with one name Tableau can use only one.',
    file: 'oauth.xml',
    wrong: id('eu'),
    right: id('us'),
    context: ofTwo,
  }
}
