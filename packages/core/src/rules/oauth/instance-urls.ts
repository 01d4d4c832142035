import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf, childrenNamed, parseXsBoolean } from '../../connector/xml-query.ts'
import { dialogFields } from '../dialog-fields.ts'
import { findRegularExpressionFault } from '../regular-expression.ts'
import type { Rule, RuleContext } from '../rule.ts'
import { enabledCapability, filledElements, oauthConfigs } from './oauth-configs.ts'

const url = documentationPage('oauth')

const customDomain = 'OAUTH_CAP_SUPPORTS_CUSTOM_DOMAIN'
const inferInstance = 'OAUTH_CAP_INFER_INSTANCE_URL_FROM_SERVER'

/** Each is ignored without the other. */
export const instanceSuffix: Rule = {
  id: 'oa-instance-suffix-cap',
  severity: 'warning',
  summary: `\`instanceUrlSuffix\` and ${inferInstance} go together.`,
  help: `Use both or neither: the instance is then https://SERVER followed by the suffix.`,
  url,
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

/** It is ignored otherwise. */
export const defaultInstance: Rule = {
  id: 'oa-default-instance-cap',
  severity: 'warning',
  summary: `\`defaultInstanceUrl\` goes with ${customDomain}.`,
  help: `Set ${customDomain} to true, or remove <defaultInstanceUrl>.`,
  url,
  *check({ connector }) {
    for (const config of oauthConfigs(connector)) {
      const [place] = filledElements(config, 'defaultInstanceUrl')
      if (place === undefined || enabledCapability(config, 'SUPPORTS_CUSTOM_DOMAIN') !== undefined) continue
      const message = `<defaultInstanceUrl> is ignored, for ${customDomain} is not true`
      yield { message, file: config.file, place }
    }
  },
}

/** Users name the instance that gets the secret of the connector: only those that are meant may. */
export const instanceRegex: Rule = {
  id: 'oa-instance-regex',
  severity: 'warning',
  summary: `With ${customDomain} the \`instanceUrlValidationRegex\` lets through nothing but your addresses.`,
  help: 'Write a regular expression as Java reads it, for instance ^https://([a-z0-9-]+\\.)?example\\.com$ for one domain.',
  url,
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

/** Somebody must say which instance. */
export const instanceurlField: Rule = {
  id: 'oa-instanceurl-field',
  severity: 'info',
  summary: `With ${customDomain} there is a field \`instanceurl\`, a default, or the instance is inferred.`,
  help: `Add a field \`instanceurl\`, <defaultInstanceUrl> or ${inferInstance}.`,
  url: documentationPage('oauth-dev'),
  wholeConnector: true,
  *check(context) {
    if (asksForInstance(context)) return
    for (const config of oauthConfigs(context.connector)) {
      const entry = enabledCapability(config, 'SUPPORTS_CUSTOM_DOMAIN')
      const isKnown =
        filledElements(config, 'defaultInstanceUrl').length > 0 ||
        enabledCapability(config, 'INFER_INSTANCE_URL_FROM_SERVER') !== undefined
      if (entry === undefined || isKnown) continue
      const message = `${customDomain} is true, but the dialog does not ask for \`instanceurl\` and there is no default`
      yield { message, file: config.file, place: entry.key }
    }
  },
}

function asksForInstance({ connector }: RuleContext): boolean {
  if (dialogFields(connector).some(({ name }) => name.value === 'instanceurl')) return true
  return filesOfKind(connector, 'connection-dialog').some(({ document }) =>
    childrenNamed(document.root, 'connection-config')
      .flatMap((config) => childrenNamed(config, 'show-instance-url-prompt'))
      .some((prompt) => parseXsBoolean(attributeOf(prompt, 'value')?.value) === true),
  )
}
