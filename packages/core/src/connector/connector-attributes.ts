import type { Connector, XmlFileKind } from './connector.ts'
import { localisedStringPrefix } from './resource-files.ts'
import type { XmlElement } from './xml-document.ts'
import {
  attributeValue,
  childrenNamed,
  collapseBlanks,
  descendants,
  findPath,
  parseXsBoolean,
} from './xml-query.ts'

/** One attribute that scripts of a connector may read. */
export interface ConnectorAttribute {
  name: string
  /** What it is, for people. */
  description: string
  /** All the values it can have, or undefined where any text is possible. */
  values: string[] | undefined
  /** Whether there may be no such attribute when a script runs. */
  mayBeAbsent: boolean
}

/** Attributes that Tableau adds to every connection that signs in with OAuth; no list need name them. */
const oauthAttributes = [
  'ACCESSTOKEN',
  'REFRESHTOKEN',
  'CLIENTID',
  'CLIENTSECRET',
  'access-token-issue-time',
  'access-token-expires-in',
  'oauth-client',
  'id-token',
  'instanceurl',
]

/** Attributes that a list may ask for though only some connections have them. */
const occasionalAttributes = new Set([
  'one-time-sql',
  'odbc-connect-string-extras',
  'sslcert',
  'workgroup-auth-mode',
  ':tableau-server-user',
  ...oauthAttributes,
])

/** What the prompts of the old dialog ask for. */
const promptAttributes: Record<string, string> = {
  'server-prompt': 'server',
  'port-prompt': 'port',
  'db-name-prompt': 'dbname',
  'service-prompt': 'service',
  'warehouse-prompt': 'warehouse',
  'vendor1-prompt': 'vendor1',
  'vendor2-prompt': 'vendor2',
  'vendor3-prompt': 'vendor3',
}

/**
 * The attributes that scripts of a connector may read, each once, in the order in which the connector speaks of them.
 *
 * They come from the connection fields, the prompts of a `.tcd` dialog, the connection metadata (`dbname`), the
 * resolver's attribute list and, where OAuth is offered, from OAuth. Any connector will do, a broken one too.
 */
export function connectorAttributes(connector: Connector): ConnectorAttribute[] {
  const attributes = new Map<string, ConnectorAttribute>()
  const found = [
    ...fieldAttributes(connector),
    ...dialogAttributes(connector),
    ...databaseAttributes(connector),
    ...listedAttributes(connector),
    ...(offersOauth(connector) ? oauthAttributes.map((name) => occasional(name, 'Added by OAuth')) : []),
  ]
  for (const attribute of found) {
    if (attribute.name !== '' && !attributes.has(attribute.name)) attributes.set(attribute.name, attribute)
  }
  return [...attributes.values()]
}

function fieldAttributes(connector: Connector): ConnectorAttribute[] {
  const fields = rootsOf(connector, 'connection-fields').flatMap((root) => childrenNamed(root, 'field'))
  return fields.map((field) => ({
    name: collapseBlanks(attributeValue(field, 'name') ?? ''),
    description: `Connection field: ${collapseBlanks(attributeValue(field, 'label') ?? '')}`,
    values: fieldValues(field),
    mayBeAbsent:
      parseXsBoolean(attributeValue(field, 'optional')) === true ||
      childrenNamed(field, 'conditions').length > 0,
  }))
}

function fieldValues(field: XmlElement): string[] | undefined {
  switch (collapseBlanks(attributeValue(field, 'value-type') ?? '')) {
    case 'boolean':
      return booleanValues(field)
    case 'selection': {
      const groups = childrenNamed(field, 'selection-group')
      return literals(
        groups
          .flatMap((group) => childrenNamed(group, 'option'))
          .map((option) => attributeValue(option, 'value')),
      )
    }
    default:
      return undefined
  }
}

/** A boolean field without values of its own sends `false` or `true`. */
function booleanValues(field: XmlElement): string[] | undefined {
  const options = childrenNamed(field, 'boolean-options')[0]
  if (options === undefined) return ['false', 'true']
  return literals(
    ['false-value', 'true-value'].map((name) => attributeValue(findPath(options, name) ?? options, 'value')),
  )
}

/** The values once each; undefined where one of them is unknown or a localised string, which can be any text. */
function literals(values: (string | undefined)[]): string[] | undefined {
  const known = values.filter(
    (value): value is string => value !== undefined && !value.startsWith(localisedStringPrefix),
  )
  return known.length === values.length && known.length > 0 ? [...new Set(known)] : undefined
}

function dialogAttributes(connector: Connector): ConnectorAttribute[] {
  const settings = rootsOf(connector, 'connection-dialog').flatMap((root) =>
    childrenNamed(root, 'connection-config').flatMap(({ children }) => children),
  )
  return settings.flatMap((prompt) => {
    const name = Object.hasOwn(promptAttributes, prompt.name) ? promptAttributes[prompt.name] : undefined
    if (name === undefined || parseXsBoolean(attributeValue(prompt, 'enabled')) === false) return []
    const description = `Dialog prompt: ${collapseBlanks(attributeValue(prompt, 'value') ?? '')}`
    const mayBeAbsent = parseXsBoolean(attributeValue(prompt, 'optional')) === true
    return [{ name, description, values: undefined, mayBeAbsent }]
  })
}

/** A database that is entered before connecting is always there; one that is picked from a list comes later. */
function databaseAttributes(connector: Connector): ConnectorAttribute[] {
  const databases = rootsOf(connector, 'connection-metadata').flatMap((root) =>
    childrenNamed(root, 'database'),
  )
  const enabled = databases.find((database) => parseXsBoolean(attributeValue(database, 'enabled')) === true)
  if (enabled === undefined) return []
  const field = childrenNamed(enabled, 'field')[0]
  const isEntered = field !== undefined && parseXsBoolean(attributeValue(field, 'optional')) !== true
  const description = `Database: ${collapseBlanks(attributeValue(enabled, 'label') ?? '')}`
  return [{ name: 'dbname', description, values: undefined, mayBeAbsent: !isEntered }]
}

/** Every `attr` of the normaliser, also of lists that apply to some kinds of sign-in only. */
function listedAttributes(connector: Connector): ConnectorAttribute[] {
  return rootsOf(connector, 'connection-resolver').flatMap((root) =>
    [...descendants(root, 'attribute-list')].flatMap((list) => {
      const isConditional = list.parent?.name === 'authentication-conditional'
      return childrenNamed(list, 'attr').map(({ text }) => {
        const name = collapseBlanks(text)
        const mayBeAbsent = isConditional || name === 'dbname' || occasionalAttributes.has(name)
        return { name, description: 'Required attribute', values: undefined, mayBeAbsent }
      })
    }),
  )
}

function occasional(name: string, description: string): ConnectorAttribute {
  return { name, description, values: undefined, mayBeAbsent: true }
}

function offersOauth(connector: Connector): boolean {
  const isConfigured = connector.references.some(({ kind }) => kind === 'oauth-config')
  const fieldOption = rootsOf(connector, 'connection-fields').some((root) =>
    [...descendants(root, 'option')].some((option) => attributeValue(option, 'value') === 'oauth'),
  )
  const dialogOption = rootsOf(connector, 'connection-dialog').some((root) =>
    [...descendants(root, 'option')].some((option) => attributeValue(option, 'name') === 'OAuth'),
  )
  return isConfigured || fieldOption || dialogOption
}

function rootsOf(connector: Connector, kind: XmlFileKind): XmlElement[] {
  return connector.files.flatMap((file) =>
    file.kind === kind && file.document !== undefined ? [file.document.root] : [],
  )
}
