import { filesOfKind } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf, childrenNamed } from '../../connector/xml-query.ts'
import { categoryOf, dialogFields } from '../dialog-fields.ts'
import { attributeLists } from '../required-attributes.ts'
import type { Rule } from '../rule.ts'
import type { RuleId } from '../rule-id.ts'

const url = documentationPage('mcd')

/** What the schema allows; anything else it has reported already. */
const knownCategories = [
  'endpoint',
  'metadata',
  'authentication',
  'general',
  'ssl',
  'initial-sql',
  'advanced',
]

/** Every connection has a server, be it a fixed one. */
export const serverRequired: Rule = {
  id: 'cf-server-required',
  severity: 'warning',
  summary: 'There is a field `server`.',
  help: 'Add the field; where users have no choice, with editable="false" and a `default-value`.',
  url,
  *check(context) {
    // The same mistake in the attribute list has a finding of its own.
    if (attributeLists(context).some(({ names }) => !names.has('server'))) return
    for (const { path, document } of filesOfKind(context.connector, 'connection-fields')) {
      const names = childrenNamed(document.root, 'field').map((field) => attributeOf(field, 'name')?.value)
      // One called `v-server` is told to take the name.
      if (names.length === 0 || names.some((name) => name === 'server' || name?.toLowerCase() === 'v-server'))
        continue
      yield { message: 'there is no field `server`', file: path, place: document.root }
    }
  },
}

/** Where Tableau expects the address. */
export const categoryEndpoint: Rule = categoryRule('cf-category-endpoint', ['server', 'port'], ['endpoint'])

/** Where Tableau expects what users sign in with. */
export const categoryAuthentication: Rule = categoryRule(
  'cf-category-authentication',
  ['authentication', 'username', 'password', 'instanceurl'],
  ['authentication'],
)

/** Where Tableau expects the encryption. */
export const categorySsl: Rule = categoryRule('cf-category-ssl', ['sslmode'], ['endpoint', 'ssl', 'general'])

function categoryRule(id: RuleId, names: readonly string[], categories: readonly string[]): Rule {
  const fields = names.map((name) => `\`${name}\``).join(', ')
  return {
    id,
    severity: 'warning',
    summary: `The category of ${fields} is ${categories.join(' or ')}.`,
    help: `Write category="${categories[0]}".`,
    url,
    *check({ connector }) {
      for (const field of dialogFields(connector)) {
        const category = categoryOf(field)
        if (!names.includes(field.name.value) || categories.includes(category)) continue
        if (!knownCategories.includes(category)) continue
        const attribute = attributeOf(field.element, 'category')
        const found = attribute === undefined ? 'general, as it names none' : category
        const message = `the category of \`${field.name.value}\` is ${found}, but Tableau expects ${categories.join(' or ')}`
        yield { message, file: field.file, place: attribute ?? field.name }
      }
    },
  }
}

/** Names of one's own that mean what Tableau has a field for; those of secrets have findings already. */
const duplicatedNames: Record<string, string> = {
  'v-server': 'server',
  'v-port': 'port',
  'v-sslmode': 'sslmode',
  'v-auth': 'authentication',
  'v-authentication': 'authentication',
  'v-username': 'username',
  'v-instanceurl': 'instanceurl',
}

/** Tableau does more with its own fields, such as asking for them again. */
export const vendorDuplicatesPlatform: Rule = {
  id: 'cf-vendor-duplicates-platform',
  severity: 'warning',
  summary: 'A field of your own does not take the place of one that Tableau knows.',
  help: 'Use the field that Tableau knows; it treats that one as the documentation describes.',
  url: documentationPage('connection-dialog'),
  *check({ connector }) {
    const names = new Set(dialogFields(connector).map(({ name }) => name.value))
    for (const { file, name } of dialogFields(connector)) {
      const key = name.value.toLowerCase()
      const platform = Object.hasOwn(duplicatedNames, key) ? duplicatedNames[key] : undefined
      // Beside that one it is for something else, such as a second user.
      if (platform === undefined || names.has(platform)) continue
      const message = `the field \`${name.value}\` does what Tableau's own field \`${platform}\` is for`
      yield { message, file, place: name }
    }
  },
}

/** They are there for connectors that had the old dialog. */
export const vendorNumberLegacy: Rule = {
  id: 'cf-vendor-legacy',
  severity: 'info',
  summary:
    'Fields of your own have names that begin with `v-`; vendor1 to vendor3 are for connectors that had a .tcd dialog.',
  help: 'In a new connector write a name that begins with `v-` and says what the field is; in a released one keep the name.',
  url,
  *check({ connector }) {
    for (const { file, name } of dialogFields(connector)) {
      if (!/^vendor[123]$/.test(name.value)) continue
      const message = `\`${name.value}\` is a name from the old dialog that does not say what the field is`
      yield { message, file, place: name }
    }
  },
}
