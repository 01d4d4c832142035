import { documentationPage } from '../../connector/documentation.ts'
import { offeredValues } from '../connection-fields/dialog-fields.ts'
import { oauthConfig } from '../oauth/example-connector.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { authenticationFields, oauthModes } from './authentication-modes.ts'
import { oauthConfigs } from './oauth-configs.ts'

/** A configuration that nothing uses was meant to be used. */
export const rule: Rule = {
  id: 'auth-config-needs-oauth',
  severity: 'warning',
  summary: 'A connector with an `oauth-config` has a field `authentication` that can be `oauth`.',
  help: 'Add the value `oauth` to the field `authentication`, or remove <oauth-config>.',
  url: documentationPage('oauth-dev'),
  wholeConnector: true,
  *check(context) {
    const [config] = oauthConfigs(context)
    const fields = authenticationFields(context.connector)
    if (config === undefined || fields.length === 0 || oauthModes(context.connector).length > 0) return
    // Users could type it.
    if (fields.some((field) => field.isEditable && offeredValues(field) === undefined)) return
    const message = 'there is an OAuth configuration, but the field `authentication` is never "oauth"'
    yield { message, file: config.file, place: config.place }
  },
}

export function example(): RuleExample {
  return {
    why: 'Tableau starts OAuth where `authentication` is `oauth`. As long as no user can choose that, the configuration is not used.',
    file: 'manifest.xml',
    wrong: '<oauth-config file="oauth.xml"/>\n</connector-plugin>',
    right: '</connector-plugin>',
    context: { replaces: '</connector-plugin>', changes: { 'oauth.xml': oauthConfig } },
  }
}
