import { initialSqlAttribute } from '../dialog/connection-attributes.ts'
import type { DialogField, DialogModel } from '../dialog/dialog-model.ts'
import { dialogState } from '../dialog/dialog-state.ts'
import { fallbackLanguage } from '../dialog/dialog-texts.ts'
import type { ScriptTexts } from '../run/script-program.ts'
import { type Difference, scenarioInput } from './run-scenario.ts'
import type { Scenario } from './scenario.ts'

/** So many names are listed in a message. */
const LISTED = 20

/**
 * What no user could enter into this dialog, and what no script could give: such a scenario does not test what its author
 * thinks. It fails, whatever comes of it.
 */
export function scenarioMistakes(model: DialogModel, scripts: ScriptTexts, scenario: Scenario): Difference[] {
  const values = Object.entries(scenario.values).map(([name, value]) => ({
    what: `values.${name}`,
    message: valueMistake(model, name, value),
  }))
  const expected = Object.keys(scenario.expect).map((name) => ({
    what: `expect.${name}`,
    message: expectationMistake(scripts, name),
  }))
  const config = { what: 'oauthConfig', message: configMistake(model, scenario.oauthConfig) }
  const language = { what: 'language', message: languageMistake(model, scenario.language) }
  return [...values, language, config, ...expected].flatMap(({ what, message }) =>
    message === undefined ? [] : [{ what, message, expected: undefined, actual: undefined }],
  )
}

function valueMistake(model: DialogModel, name: string, value: string): string | undefined {
  const field = model.fields.find((one) => one.name === name)
  if (field !== undefined) return enteredMistake(field, value)
  if (name === initialSqlAttribute)
    return model.hasInitialSql ? undefined : 'the connector does not support Initial SQL'
  const names = model.fields.map((one) => one.name)
  return names.length === 0
    ? 'the dialog has no fields'
    : `the dialog has no such field; it has ${listed(names)}`
}

function enteredMistake(field: DialogField, value: string): string | undefined {
  if (!field.isEditable) return 'users cannot edit this field: it keeps its default value'
  const choices = choicesOf(field)
  if (choices.length === 0 || choices.includes(value)) return undefined
  return `${written(value)} cannot be chosen; there is ${listed(choices.map(written))}`
}

/** All that can ever be chosen, also what other fields have to show first. */
function choicesOf({ valueType, booleanValues, groups }: DialogField): string[] {
  if (valueType === 'boolean') return [booleanValues.true, booleanValues.false]
  if (valueType !== 'selection') return []
  return [...new Set(groups.flatMap(({ options }) => options.map(({ value }) => value)))]
}

function configMistake({ oauthConfigs }: DialogModel, id: string | undefined): string | undefined {
  if (id === undefined || oauthConfigs.some((one) => one.id === id)) return undefined
  const ids = oauthConfigs.map((one) => written(one.id))
  return ids.length === 0
    ? 'the connector has no OAuth configuration'
    : `there is no OAuth configuration ${written(id)}; there is ${listed(ids)}`
}

function languageMistake({ languages }: DialogModel, language: string | undefined): string | undefined {
  if (language === undefined || language === fallbackLanguage || languages.includes(language))
    return undefined
  return languages.length === 0
    ? 'the connector has no resource files'
    : `the connector has no texts in ${written(language)}; it has ${listed(languages)}`
}

function expectationMistake(scripts: ScriptTexts, name: string): string | undefined {
  const lacks = (role: keyof ScriptTexts): boolean => scripts[role] === undefined
  if (name === 'connection' && lacks('connection-builder'))
    return 'there is no script of the connection-builder'
  if (name === 'properties' && lacks('connection-properties'))
    return 'there is no script of the connection-properties'
  if (name === 'exception' && lacks('connection-builder') && lacks('connection-properties'))
    return 'there is no script that could throw it'
  return undefined
}

/**
 * What the scenario enters where nobody sees it: that may be meant, since people change their minds after typing, but the
 * scripts get nothing of it.
 */
export function scenarioNotes(model: DialogModel, scenario: Scenario): string[] {
  const state = dialogState(model, scenarioInput(scenario), () => undefined)
  const isOauth = state.authentication === 'oauth'
  const ofValues = Object.entries(scenario.values).flatMap(([name, value]) => {
    const entered = state.fields.get(name)
    if (entered === undefined || !entered.field.isEditable) return []
    const { field, isVisible, options } = entered
    const isAsked = isVisible && !(isOauth && ['username', 'password'].includes(name))
    if (!isAsked) return [`values.${name} has no effect: the field does not show`]
    if (field.valueType === 'file' && scenario.host === 'server')
      return [`values.${name} has no effect: Tableau Server does not show files`]
    const isOffered = field.valueType !== 'selection' || options.some((option) => option.value === value)
    return isOffered || choicesOf(field).length === 0
      ? []
      : [`values.${name} has no effect: ${written(value)} is not offered with these values`]
  })
  const isUnused = scenario.oauthConfig !== undefined && !isOauth
  return isUnused ? [...ofValues, 'oauthConfig has no effect: users do not sign in with OAuth'] : ofValues
}

function listed(names: readonly string[]): string {
  const rest = names.length - LISTED
  return names.slice(0, LISTED).join(', ') + (rest > 0 ? ` and ${rest} more` : '')
}

function written(value: string): string {
  return JSON.stringify(value)
}
