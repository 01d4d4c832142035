import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf, childrenNamed, parseXsBoolean } from '../../connector/xml-query.ts'
import { dialogFields } from '../connection-fields/dialog-fields.ts'
import type { Rule, RuleContext } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { instance, ofInstances, regex } from './example-instances.ts'
import { customDomain, inferInstance } from './instance-urls.ts'
import { enabledCapability, filledElements, oauthConfigs } from './oauth-configs.ts'

/** Somebody must say which instance. */
export const rule: Rule = {
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

export function example(): RuleExample {
  return {
    why: 'Nothing tells Tableau which instance to use.',
    file: 'oauth.xml',
    wrong: regex,
    right: `${regex}\n${instance}`,
    context: ofInstances(regex, regex),
  }
}
