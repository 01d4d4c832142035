import { refersTo } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { attributeValue, childrenNamed, collapseBlanks } from '../../connector/xml-query.ts'
import { nearestName } from '../../report/nearest-name.ts'
import { dialogConfigs, optionsOf } from '../authentication/authentication-modes.ts'
import { dialogFields } from '../dialog-fields.ts'
import { attributeLists } from '../required-attributes.ts'
import type { Rule, RuleContext } from '../rule.ts'

const url = documentationPage('api-reference')

/** The attributes that Tableau itself sets. */
const platformAttributes = [
  ...['authentication', 'authentication-type', 'dbname', 'instanceurl', 'odbc-connect-string-extras'],
  ...['one-time-sql', 'password', 'port', 'schema', 'server', 'service', 'sslcert', 'sslmode', 'username'],
  ...['warehouse', 'workgroup-auth-mode', ':tableau-server-user'],
  ...['ACCESSTOKEN', 'REFRESHTOKEN', 'CLIENTID', 'CLIENTSECRET', 'access-token-issue-time'],
  ...['access-token-expires-in', 'oauth-client', 'id-token'],
]

/** A list may hold thousands of entries; their author does not need as many hints. */
const maximumSuggestions = 20

/** An attribute that nothing sets is empty in every script. */
export const tdrAttrUnknown: Rule = {
  id: 'tdr-attr-unknown',
  severity: 'info',
  summary: 'Every entry of the attribute list is an attribute of Tableau’s or a field of the connector.',
  help: 'Correct the name, or add a field of that name.',
  url,
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

/** The same attribute twice tells no more than once. */
export const tdrAttrDuplicate: Rule = {
  id: 'tdr-attr-duplicate',
  severity: 'warning',
  summary: 'Each attribute stands once in the attribute list.',
  help: 'Remove one of the two.',
  url,
  *check(context) {
    for (const { file, entries } of attributeLists(context)) {
      const lines = new Map<string, number>()
      for (const entry of entries) {
        const name = collapseBlanks(entry.text)
        const line = lines.get(name)
        if (name === '') continue
        if (line === undefined) lines.set(name, entry.start.line)
        else yield { message: `\`${name}\` is already listed on line ${line}`, file, place: entry }
      }
    }
  },
}

/** The schema lets an entry hold anything. */
export const tdrAttrBlank: Rule = {
  id: 'tdr-attr-blank',
  severity: 'warning',
  summary: 'An entry of the attribute list is the name of an attribute and nothing else.',
  help: 'Write <attr>name</attr>, or remove the element.',
  url,
  *check(context) {
    for (const { file, entries } of attributeLists(context)) {
      for (const entry of entries) {
        const [attribute] = entry.attributes
        const [child] = entry.children
        if (child !== undefined) {
          const message = `<attr> holds the element <${child.name}>, but only a name may stand there`
          yield { message, file, place: child }
        } else if (collapseBlanks(entry.text) === '') {
          yield { message: '<attr> names no attribute', file, place: entry }
        } else if (attribute !== undefined) {
          yield { message: `\`${attribute.name}\` on <attr> has no meaning`, file, place: attribute }
        }
      }
    }
  },
}

/** What an option of the old dialog asks users for. */
const credentialsOf: ReadonlyMap<string, readonly string[]> = new Map([
  ['Username', ['username']],
  ['UsernameAndPassword', ['username', 'password']],
  ['Password', ['password']],
])

/** Connections with equal attributes are one connection. Connection fields are asked for by another rule. */
export const tdrNormalizerSecurity: Rule = {
  id: 'tdr-normalizer-security',
  severity: 'warning',
  summary: 'The attribute list contains the credentials that a .tcd dialog asks for.',
  help: 'Add an <attr> for each of them: without it users may share a connection that belongs to one of them.',
  url,
  wholeConnector: true,
  *check(context) {
    const { connector } = context
    if (refersTo(connector, 'connection-fields')) return
    const asked = dialogConfigs(connector)
      .flatMap(({ file, config }) => optionsOf(file, config))
      .flatMap(({ name }) => credentialsOf.get(name.value) ?? [])
    for (const { file, list, names } of attributeLists(context)) {
      for (const credential of new Set(asked)) {
        if (names.has(credential)) continue
        const message = `<attribute-list> lacks \`${credential}\`, which the dialog asks for`
        yield { message, file, place: list }
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
