import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { inConfig } from './example-connector.ts'
import { type OauthConfig, oauthConfigs } from './oauth-configs.ts'

const requiredTexts = ['authUri', 'tokenUri', 'scopes']

/** These have rules of their own. */
const coveredByOtherRules = ['dbclass', 'redirectUrisDesktop']

/** The schema lets everything through. */
export const rule: Rule = {
  id: 'oa-text-blank',
  severity: 'warning',
  summary:
    'The texts of an OAuth configuration have no spaces around them, and authUri, tokenUri and scopes are not empty.',
  help: 'Write the text right between the tags.',
  url: documentationPage('oauth'),
  *check({ connector }) {
    for (const config of oauthConfigs(connector)) {
      for (const element of textElements(config)) {
        const finding = { file: config.file, place: element }
        const trimmed = element.text.trim()
        if (trimmed === '') {
          if (!requiredTexts.includes(element.name)) continue
          yield { ...finding, message: `<${element.name}> is empty`, help: 'Write the value in it.' }
        } else if (trimmed !== element.text) {
          yield { ...finding, message: `<${element.name}> has spaces around "${trimmed}"` }
        }
      }
    }
  },
}

function textElements({ root, capabilities, accessMap, refreshMap }: OauthConfig): OauthConfig['root'][] {
  const entries = [...capabilities, ...(accessMap?.entries ?? []), ...(refreshMap?.entries ?? [])]
  return [
    ...root.children.filter(
      ({ name, children }) => children.length === 0 && !coveredByOtherRules.includes(name),
    ),
    ...entries.flatMap(({ key, value }) => (value === undefined ? [key] : [key, value])),
  ]
}

export function example(): RuleExample {
  return {
    why: 'It is not documented that Tableau strips spaces and line breaks, and an address with a line break leads nowhere.',
    file: 'oauth.xml',
    wrong: '<scopes>\n  read\n</scopes>',
    right: '<scopes>read</scopes>',
    context: inConfig('<scopes>read</scopes>'),
  }
}
