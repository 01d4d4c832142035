import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import type { XmlAttribute, XmlElement } from '../../connector/xml-document.ts'
import { attributeOf, childrenNamed } from '../../connector/xml-query.ts'
import { dialogFields, offeredValues } from '../dialog-fields.ts'
import { attributeLists } from '../required-attributes.ts'
import type { Rule, RuleContext } from '../rule.ts'
import { authenticationFields, oauthModes } from './authentication-modes.ts'

const url = documentationPage('oauth-dev')

/** Without a configuration Tableau does not know whom to ask for a token. */
export const oauthNeedsConfig: Rule = {
  id: 'auth-oauth-needs-config',
  severity: 'warning',
  summary: 'A connector that offers OAuth has an `oauth-config` in its manifest.',
  help: 'Add <oauth-config file="..."/> to the manifest; file="null_config" where each site brings its own (since 2023.3).',
  url,
  wholeConnector: true,
  *check(context) {
    const { connector } = context
    if (filesOfKind(connector, 'manifest').length === 0 || oauthConfigs(context).length > 0) return
    for (const { file, value } of oauthModes(connector)) {
      const message = `users can sign in with OAuth, but the manifest has no <oauth-config>`
      yield { message, file, place: value }
    }
  },
}

/** A configuration that nothing uses was meant to be used. */
export const configNeedsOauth: Rule = {
  id: 'auth-config-needs-oauth',
  severity: 'warning',
  summary: 'A connector with an `oauth-config` has a field `authentication` that can be `oauth`.',
  help: 'Add the value `oauth` to the field `authentication`, or remove <oauth-config>.',
  url,
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

/** Tableau tells OAuth connections apart by it. */
export const oauthAttributes: Rule = {
  id: 'auth-oauth-attributes',
  severity: 'warning',
  summary: 'Where OAuth is offered, the attribute list contains `username`.',
  help: 'Add <attr>username</attr>. Tokens and the like need not be listed.',
  url,
  wholeConnector: true,
  *check(context) {
    const { connector } = context
    // A field that the list lacks is another finding.
    const isField = dialogFields(connector).some(({ name }) => name.value === 'username')
    if (isField || oauthModes(connector).length === 0) return
    for (const { file, list, names } of attributeLists(context)) {
      if (names.has('username')) continue
      const message = '<attribute-list> lacks `username`, which OAuth connections need'
      yield { message, file, place: list }
    }
  },
}

function oauthConfigs({ connector }: RuleContext): { file: string; place: XmlElement | XmlAttribute }[] {
  return filesOfKind(connector, 'manifest').flatMap(({ path, document }) =>
    childrenNamed(document.root, 'oauth-config').map((element) => ({
      file: path,
      place: attributeOf(element, 'file') ?? element,
    })),
  )
}
