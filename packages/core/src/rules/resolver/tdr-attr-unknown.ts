import { documentationPage } from '../../connector/documentation.ts'
import { attributeValue, childrenNamed, collapseBlanks } from '../../connector/xml-query.ts'
import { nearestName } from '../../report/nearest-name.ts'
import { dialogFields } from '../connection-fields/dialog-fields.ts'
import type { Rule, RuleContext } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { port } from './example-resolver.ts'
import { attributeLists } from './required-attributes.ts'

/** The attributes that Tableau itself sets, or that its own samples list. */
const platformAttributes = [
  ...[
    'authentication',
    'authentication-type',
    'class',
    'dbname',
    'instanceurl',
    'odbc-connect-string-extras',
  ],
  'source-charset',
  ...['one-time-sql', 'password', 'port', 'schema', 'server', 'service', 'sslcert', 'sslmode', 'username'],
  ...['warehouse', 'workgroup-auth-mode', ':tableau-server-user'],
  ...['ACCESSTOKEN', 'REFRESHTOKEN', 'CLIENTID', 'CLIENTSECRET', 'access-token-issue-time'],
  ...['access-token-expires-in', 'oauth-client', 'id-token'],
]

/** A list may hold thousands of entries; their author does not need as many hints. */
const maximumSuggestions = 20

/** An attribute that nothing sets is empty in every script. */
export const rule: Rule = {
  id: 'tdr-attr-unknown',
  severity: 'info',
  summary: 'Every entry of the attribute list is an attribute of Tableau’s or a field of the connector.',
  help: 'Correct the name, or add a field of that name.',
  url: documentationPage('api-reference'),
  wholeConnector: true,
  *check(context) {
    const known = new Set([...platformAttributes, ...ownAttributes(context)])
    let suggestions = 0
    for (const { file, entries } of attributeLists(context)) {
      for (const entry of entries) {
        const name = collapseBlanks(entry.text)
        if (name === '' || known.has(name) || /^(v-|vendor[1-3]$)/.test(name)) continue
        const near = suggestions++ < maximumSuggestions ? nearestName(name, known) : undefined
        const message = `Tableau sets no attribute \`${name}\`, and no field is called so`
        const help = `Did you mean \`${near}\`?`
        yield { message, file, place: entry, ...(near !== undefined && { help }) }
      }
    }
  },
}

/** The fields of the dialog, and the attributes that the resolver itself gives a value. */
function ownAttributes(context: RuleContext): string[] {
  const fields = dialogFields(context.connector).map(({ name }) => name.value)
  const defaults = attributeLists(context)
    .flatMap(({ list }) =>
      list.parent === undefined ? [] : childrenNamed(list.parent, 'default-attributes'),
    )
    .flatMap((element) => childrenNamed(element, 'default-attribute'))
    .map((element) => attributeValue(element, 'name') ?? '')
  return [...fields, ...defaults]
}

export function example(): RuleExample {
  return {
    why: 'An attribute that nothing sets is empty in every script; usually it is a typo.',
    file: 'connection-resolver.tdr',
    wrong: '<attr>port</attr>\n<attr>odbc-connect-string-extra</attr>',
    right: '<attr>port</attr>\n<attr>odbc-connect-string-extras</attr>',
    context: { replaces: port },
  }
}
