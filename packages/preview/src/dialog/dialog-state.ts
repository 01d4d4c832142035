import { connectionAttributes } from './connection-attributes.ts'
import { connectionKey } from './connection-key.ts'
import type { DialogInput } from './dialog-input.ts'
import type { Category, DialogModel, OauthChoice } from './dialog-model.ts'
import { fallbackLanguage } from './dialog-texts.ts'
import { type FieldState, fieldStates } from './field-values.ts'

/** The tabs of the dialog, in the order in which they stand. */
export type TabName = 'general' | 'initial-sql' | 'advanced'

/** What keeps users from signing in. */
export interface FieldProblem {
  field: string
  /** `missing`: required and empty; `pattern`: the validation rule does not match. */
  kind: 'missing' | 'pattern'
}

/** A dialog at one moment. */
export interface DialogState {
  tabs: { name: TabName; fields: FieldState[] }[]
  /** All fields, hidden ones too. */
  fields: ReadonlyMap<string, FieldState>
  /** The value of `authentication`; undefined where the dialog asks for none. */
  authentication: string | undefined
  /** The OAuth configurations to choose from, and the one that is chosen; only while users sign in with OAuth. */
  oauth: { choices: OauthChoice[]; chosen: OauthChoice } | undefined
  problems: FieldProblem[]
  /** The fields whose validation rule took too long to be tried; it counts as met. */
  slowRules: string[]
  canSignIn: boolean
  /** What the scripts get as `attr`. */
  attributes: Record<string, string>
  connectionKey: Record<string, string>
}

/** Whether a value fits a field's validation rule; undefined where that cannot be said here, or not yet. */
export type FitsPattern = (pattern: string, value: string) => boolean | 'slow' | undefined

/** Works out everything that follows from what users have entered. */
export function dialogState(model: DialogModel, input: DialogInput, fitsPattern: FitsPattern): DialogState {
  const fields = fieldStates(model, input.values, input.language ?? fallbackLanguage)
  const chosen = fields.get('authentication')
  const authentication = chosen?.isVisible ? chosen.value : undefined
  const oauth = oauthState(model, authentication, input)
  const shown = [...fields.values()].filter((state) => isShown(state, input, authentication, oauth?.chosen))
  const problems = shown.flatMap((state) => problemsOf(state, fitsPattern))
  const attributes = connectionAttributes(model, input, { fields, authentication, oauth: oauth?.chosen })
  return {
    tabs: tabsOf(model, input, shown),
    fields,
    authentication,
    oauth,
    problems,
    slowRules: shown.filter((one) => fitOf(one, fitsPattern) === 'slow').map(({ field }) => field.name),
    canSignIn: problems.length === 0,
    attributes,
    connectionKey: connectionKey(model.connectionKey, attributes),
  }
}

function oauthState(
  { oauthConfigs }: DialogModel,
  authentication: string | undefined,
  { oauthConfigId }: DialogInput,
): DialogState['oauth'] {
  if (authentication !== 'oauth') return undefined
  const chosen = oauthConfigs.find(({ id }) => id === oauthConfigId) ?? oauthConfigs[0]
  return chosen && { choices: oauthConfigs, chosen }
}

/** The ways to sign in with which Tableau asks for nothing when a workbook is opened; with others for the password. */
const ASKS_NOTHING: ReadonlySet<string> = new Set([
  ...['auth-none', 'auth-user', 'auth-integrated', 'oauth'],
  // What connectors on top of Hive and Spark call no authentication, and a user alone.
  ...['0', '2'],
])

function isShown(
  { field, isVisible }: FieldState,
  { view, host }: DialogInput,
  authentication: string | undefined,
  oauth: OauthChoice | undefined,
): boolean {
  if (!isVisible || !field.isEditable) return false
  if (field.valueType === 'file' && host === 'server') return false
  if (authentication === 'oauth' && ['username', 'password'].includes(field.name)) return false
  if (field.name === 'instanceurl' && authentication === 'oauth' && oauth?.hasCustomDomain === false)
    return false
  // A dialog without a choice has users sign in by name and password.
  return (
    view !== 'reconnect' ||
    (field.name === 'password' && !ASKS_NOTHING.has(authentication ?? 'auth-user-pass'))
  )
}

function problemsOf(state: FieldState, fitsPattern: FitsPattern): FieldProblem[] {
  const { field, value } = state
  if (value === '')
    return field.isOptional || field.valueType === 'boolean' ? [] : [{ field: field.name, kind: 'missing' }]
  return fitOf(state, fitsPattern) === false ? [{ field: field.name, kind: 'pattern' }] : []
}

function fitOf({ field, value }: FieldState, fitsPattern: FitsPattern): ReturnType<FitsPattern> {
  return field.pattern === undefined || value === '' ? undefined : fitsPattern(field.pattern, value)
}

const TAB_OF: Partial<Record<Category, TabName>> = { 'initial-sql': 'initial-sql', advanced: 'advanced' }

/** The General tab always stands; the others where they hold something. */
function tabsOf(
  { hasInitialSql }: DialogModel,
  { view }: DialogInput,
  shown: FieldState[],
): DialogState['tabs'] {
  const fieldsOf = (tab: TabName): FieldState[] =>
    shown.filter(({ field }) => (TAB_OF[field.category] ?? 'general') === tab)
  const isNeeded = (tab: TabName): boolean =>
    tab === 'general' ||
    fieldsOf(tab).length > 0 ||
    (tab === 'initial-sql' && hasInitialSql && view !== 'reconnect')
  return (['general', 'initial-sql', 'advanced'] as const)
    .filter(isNeeded)
    .map((name) => ({ name, fields: fieldsOf(name) }))
}
