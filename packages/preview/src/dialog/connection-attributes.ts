import type { DialogInput } from './dialog-input.ts'
import type { DialogModel, OauthChoice } from './dialog-model.ts'
import type { FieldState } from './field-values.ts'

/** The attribute of the tab Initial SQL. */
export const initialSqlAttribute = 'one-time-sql'

/** What a dialog has found out about its fields. */
export interface DialogFacts {
  fields: ReadonlyMap<string, FieldState>
  authentication: string | undefined
  oauth: OauthChoice | undefined
}

/** Stands for what the browser would bring back; no script has these in texts of its own. */
const OAUTH_ATTRIBUTES: Readonly<Record<string, string>> = {
  ACCESSTOKEN: 'sample-access-token',
  REFRESHTOKEN: 'sample-refresh-token',
  CLIENTID: 'sample-client-id',
  CLIENTSECRET: 'sample-client-secret',
  'access-token-issue-time': '1700000000',
  'access-token-expires-in': '3600',
  'oauth-client': 'sample-client-id',
  'id-token': 'sample-id-token',
}

/** Attributes that are as secret as a password. */
export const secretAttributes: ReadonlySet<string> = new Set([
  'password',
  'ACCESSTOKEN',
  'REFRESHTOKEN',
  'CLIENTSECRET',
  'id-token',
])

/** What Server adds where the database acts for whoever looks at a view; the user is made up. */
const IMPERSONATION: Readonly<Record<string, string>> = {
  ':tableau-server-user': 'sample-user',
  'workgroup-auth-mode': 'db-impersonate',
}

/** The attributes that Tableau adds by itself, whether or not a field asks for them. */
export const automaticAttributes: ReadonlySet<string> = new Set([
  ...['class', initialSqlAttribute, 'instanceurl', 'odbc-connect-string-extras'],
  ...Object.keys(OAUTH_ATTRIBUTES),
  ...Object.keys(IMPERSONATION),
])

/** The values of a dialog that are not to be shown before somebody asks. */
export function secretsIn(
  { fields }: Pick<DialogModel, 'fields'>,
  attributes: Readonly<Record<string, string>>,
): string[] {
  const isSecret = (name: string): boolean =>
    secretAttributes.has(name) || fields.some((field) => field.name === name && field.isSecure)
  return Object.entries(attributes).flatMap(([name, value]) => (isSecret(name) ? [value] : []))
}

/** What the scripts get as `attr`: a map of texts. */
export function connectionAttributes(
  model: DialogModel,
  input: DialogInput,
  { fields, authentication, oauth }: DialogFacts,
): Record<string, string> {
  const isOauth = authentication === 'oauth'
  const ofFields = [...fields.values()].flatMap((state) => attributeOf(state, input, isOauth))
  const initialSql = model.hasInitialSql ? (input.values[initialSqlAttribute] ?? '') : ''
  return {
    class: model.className,
    ...Object.fromEntries(ofFields),
    ...(initialSql !== '' && { [initialSqlAttribute]: initialSql }),
    ...(isOauth && OAUTH_ATTRIBUTES),
    ...(isOauth && instanceUrl(fields, oauth)),
    ...(model.impersonates && input.host === 'server' && IMPERSONATION),
  }
}

function attributeOf(
  { field, isVisible, value }: FieldState,
  { hiddenFields, host }: DialogInput,
  isOauth: boolean,
): [string, string][] {
  const { name, valueType, defaultValue } = field
  if (isOauth && (name === 'username' || name === 'password')) return []
  if (valueType === 'file' && host === 'server') return []
  if (isVisible) return [[name, value]]
  return hiddenFields === 'default' ? [[name, defaultValue]] : []
}

/** A field asks for it where the connector has one. */
function instanceUrl(
  fields: ReadonlyMap<string, FieldState>,
  oauth: OauthChoice | undefined,
): Record<string, string> {
  const asked = fields.get('instanceurl')
  if (asked?.isVisible && asked.value !== '') return {}
  return oauth?.hasCustomDomain && oauth.defaultInstanceUrl !== ''
    ? { instanceurl: oauth.defaultInstanceUrl }
    : {}
}
