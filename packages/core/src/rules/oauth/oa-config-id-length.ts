import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { identifiers } from './config-identifiers.ts'
import { inConfig } from './example-connector.ts'
import { dbclass, id } from './example-identity.ts'

const longestId = 36

/** Longer ones do not work. */
export const rule: Rule = {
  id: 'oa-config-id-length',
  severity: 'error',
  summary: `An \`oauthConfigId\` has at most ${longestId} characters.`,
  help: 'Shorten it; users read `configLabel` instead where there is one (2023.2 and newer).',
  url: documentationPage('oauth'),
  *check({ connector }) {
    for (const { file, element, text } of identifiers(connector, 'oauthConfigId')) {
      const length = [...text].length
      if (length <= longestId) continue
      const message = `the oauthConfigId has ${length} characters, but at most ${longestId} work`
      yield { message, file, place: element }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'A longer name does not work.',
    file: 'oauth.xml',
    wrong: id('brook-identity-provider-of-north-america'),
    right: id('brook-north-america'),
    context: inConfig(dbclass),
  }
}
