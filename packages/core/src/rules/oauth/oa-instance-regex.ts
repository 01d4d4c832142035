import { documentationPage } from '../../connector/documentation.ts'
import { findRegularExpressionFault } from '../regular-expression.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { instance, ofInstances, regex } from './example-instances.ts'
import { customDomain } from './instance-urls.ts'
import { enabledCapability, filledElements, oauthConfigs } from './oauth-configs.ts'

/** Users name the instance that gets the secret of the connector: only those that are meant may. */
export const rule: Rule = {
  id: 'oa-instance-regex',
  severity: 'warning',
  summary: `With ${customDomain} the \`instanceUrlValidationRegex\` lets through nothing but your addresses.`,
  help: 'Write a regular expression as Java reads it, for instance ^https://([a-z0-9-]+\\.)?example\\.com$ for one domain.',
  url: documentationPage('oauth'),
  *check({ connector }) {
    for (const config of oauthConfigs(connector)) {
      const entry = enabledCapability(config, 'SUPPORTS_CUSTOM_DOMAIN')
      const [place] = filledElements(config, 'instanceUrlValidationRegex')
      if (place === undefined) {
        if (entry === undefined) continue
        const message = `${customDomain} is true, but no <instanceUrlValidationRegex> says which addresses are allowed`
        yield { message, file: config.file, place: entry.key }
        continue
      }
      const message = explainExpression(place.text.trim())
      if (message !== undefined) yield { message, file: config.file, place }
    }
  },
}

function explainExpression(expression: string): string | undefined {
  const fault = findRegularExpressionFault(expression)
  if (fault !== undefined) return `the regular expression cannot be read: ${fault}`
  const faults = [
    ...(/^(\^|\\A)\(*(\?:)?https:(\\?\/){2}/.test(expression) ? [] : ['does not begin with ^https://']),
    // A wildcard between letters was meant to be the dot of a host.
    ...(/[A-Za-z0-9)]\.[A-Za-z0-9(]/.test(expression)
      ? ['has a dot without a backslash, which stands for any character']
      : []),
  ]
  return faults.length === 0 ? undefined : `the regular expression ${faults.join(' and ')}`
}

export function example(): RuleExample {
  return {
    why: 'Users name the instance, for instance from a workbook that somebody sent them. The expression keeps tokens from going to strangers.',
    file: 'oauth.xml',
    wrong: regex.replace('^', '').replace('\\.example', '.example'),
    right: regex,
    context: ofInstances(regex, `${regex}${instance}`),
  }
}
