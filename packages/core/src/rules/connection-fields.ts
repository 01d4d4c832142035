import { filesOfKind } from '../connector/connector-files.ts'
import { documentationPage } from '../connector/documentation.ts'
import type { XmlAttribute, XmlElement } from '../connector/xml-document.ts'
import { attributeOf, attributeValue, childrenNamed, parseXsBoolean } from '../connector/xml-query.ts'
import { nearestName } from '../report/nearest-name.ts'
import type { Rule, RuleContext } from './rule.ts'

/** The fields that Tableau knows; all others must start with `v-`. */
const platformFields = [
  'server',
  'port',
  'sslmode',
  'authentication',
  'username',
  'password',
  'instanceurl',
  'vendor1',
  'vendor2',
  'vendor3',
]

const url = documentationPage('mcd')

/** A field of the connection dialog with a name that the schema accepts. */
export interface NamedField {
  file: string
  element: XmlElement
  name: XmlAttribute
}

/** The fields of the connection dialog; those whose name the schema refuses are left out. */
export function namedFields({ connector }: RuleContext): NamedField[] {
  return filesOfKind(connector, 'connection-fields').flatMap(({ path, document }) =>
    childrenNamed(document.root, 'field').flatMap((element) => {
      const name = attributeOf(element, 'name')
      return name !== undefined && /^[A-Za-z_:][A-Za-z0-9_.-]*$/.test(name.value)
        ? [{ file: path, element, name }]
        : []
    }),
  )
}

/** Tableau protects the password only. */
export const fieldSecureOnlyPassword: Rule = {
  id: 'field-secure-only-password',
  severity: 'error',
  summary: 'Only the field `password` is secure.',
  help: 'Remove `secure`; values of other fields cannot be protected.',
  url: documentationPage('security-considerations'),
  *check(context) {
    for (const { file, element, name } of namedFields(context)) {
      const secure = attributeOf(element, 'secure')
      if (secure === undefined || parseXsBoolean(secure.value) !== true || name.value === 'password') continue
      yield {
        message: `the field \`${name.value}\` is secure, but only \`password\` may be`,
        file,
        place: secure,
      }
    }
  },
}

/** Field names are Tableau's own or start with `v-`. */
export const fieldNameNotAllowed: Rule = {
  id: 'field-name-not-allowed',
  severity: 'error',
  summary: 'A field is one that Tableau knows, or its name starts with `v-`.',
  help: `Use one of ${platformFields.join(', ')}, or a name that starts with \`v-\`.`,
  url,
  *check(context) {
    for (const { file, name } of namedFields(context)) {
      if (platformFields.includes(name.value) || name.value.startsWith('v-')) continue
      const near = nearestName(name.value, platformFields) ?? `v-${name.value}`
      const help = `Did you mean \`${near}\`? Names of your own start with \`v-\`; Tableau knows ${platformFields.join(', ')}.`
      yield { message: `a field cannot be called \`${name.value}\``, file, place: name, help }
    }
  },
}

/** Each field once. */
export const fieldNameDuplicate: Rule = {
  id: 'field-name-duplicate',
  severity: 'error',
  summary: 'Each field has a name of its own.',
  help: 'Rename or remove one of the fields.',
  url,
  *check(context) {
    const first = new Map<string, NamedField>()
    for (const field of namedFields(context)) {
      const { file, name } = field
      const other = first.get(name.value)
      if (other === undefined) first.set(name.value, field)
      else {
        const message = `the field \`${name.value}\` is defined twice; the first one is on line ${other.name.start.line}`
        yield { message, file, place: name }
      }
    }
  },
}

/** The instance address is asked for during OAuth only. */
export const instanceurlNeedsOauthCondition: Rule = {
  id: 'instanceurl-needs-oauth-condition',
  severity: 'error',
  summary: 'The field `instanceurl` shows only where `authentication` is `oauth`.',
  help: 'Add <conditions><condition field="authentication" value="oauth"/></conditions> to the field.',
  url,
  *check(context) {
    for (const { file, element, name } of namedFields(context)) {
      if (name.value !== 'instanceurl') continue
      const conditions = childrenNamed(element, 'conditions').flatMap((list) =>
        childrenNamed(list, 'condition'),
      )
      const asksForOauth = conditions.some(
        (condition) =>
          attributeValue(condition, 'field') === 'authentication' &&
          attributeValue(condition, 'value') === 'oauth',
      )
      if (asksForOauth) continue
      yield {
        message: 'the field `instanceurl` has no condition that `authentication` is `oauth`',
        file,
        place: name,
      }
    }
  },
}

/** What is required but tucked away must have a value. */
export const advancedRequiredNeedsDefault: Rule = {
  id: 'advanced-required-needs-default',
  severity: 'error',
  summary: 'A required field in the category `advanced` has a default value.',
  help: 'Add a `default-value`, or optional="true" (fields are required unless they say so).',
  url,
  *check(context) {
    for (const { file, element, name } of namedFields(context)) {
      if (attributeValue(element, 'category') !== 'advanced') continue
      const isOptional = parseXsBoolean(attributeValue(element, 'optional')) === true
      if (isOptional || attributeValue(element, 'default-value')) continue
      const message = `the advanced field \`${name.value}\` is required but has no default value`
      yield { message, file, place: attributeOf(element, 'default-value') ?? name }
    }
  },
}

/** Tableau needs to know how users sign in. */
export const authenticationFieldRequired: Rule = {
  id: 'authentication-field-required',
  severity: 'error',
  summary: 'There is a field `authentication`. With backwards compatibility its absence is a warning.',
  help: 'Add a field called `authentication`; it may have a single value.',
  url: documentationPage('auth-modes'),
  *check({ connector, backwardsCompatible }) {
    for (const { path, document } of filesOfKind(connector, 'connection-fields')) {
      const fields = childrenNamed(document.root, 'field')
      // Without any field the schema has said enough.
      if (fields.length === 0) continue
      if (fields.some((field) => attributeValue(field, 'name') === 'authentication')) continue
      yield {
        message: 'there is no field `authentication`',
        file: path,
        place: document.root,
        ...(backwardsCompatible && { severity: 'warning' }),
      }
    }
  },
}
