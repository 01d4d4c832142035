import { documentationPage } from '../../connector/documentation.ts'
import { nearestName } from '../../report/nearest-name.ts'
import { type DialogField, dialogFields, offeredValues } from '../dialog-fields.ts'
import type { Rule } from '../rule.ts'
import { authenticationFields, fieldModes, hasNumberedModes } from './authentication-modes.ts'

const url = documentationPage('auth-modes')

const supportedModes = ['auth-none', 'auth-user', 'auth-user-pass', 'auth-pass', 'auth-integrated', 'oauth']

/** What others call the modes; letters alone would lead astray. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['none', 'auth-none'],
  ['no-auth', 'auth-none'],
  ['anonymous', 'auth-none'],
  ['username', 'auth-user'],
  ['user', 'auth-user'],
  ['basic', 'auth-user-pass'],
  ['username-password', 'auth-user-pass'],
  ['user-pass', 'auth-user-pass'],
  ['password', 'auth-pass'],
  ['token', 'auth-pass'],
  ['integrated', 'auth-integrated'],
  ['kerberos', 'auth-integrated'],
  ['oauth2', 'oauth'],
  ['o-auth', 'oauth'],
])

/** Tableau asks for credentials by the mode. */
export const valueUnsupported: Rule = {
  id: 'auth-value-unsupported',
  severity: 'warning',
  summary: `The values of the field \`authentication\` are among ${supportedModes.join(', ')}.`,
  help: `Use one of ${supportedModes.join(', ')}.`,
  url,
  *check({ connector }) {
    if (hasNumberedModes(connector)) return
    for (const { file, value } of fieldModes(connector)) {
      // Numbers are for connectors that build on Hive or Spark, which one file alone does not tell.
      if (supportedModes.includes(value.value) || /^[0-9]?$/.test(value.value)) continue
      const near = suggestMode(value.value)
      yield {
        message: `\`authentication\` can be "${value.value}"; Tableau knows ${supportedModes.join(', ')}`,
        file,
        place: value,
        ...(near !== undefined && { help: `Did you mean "${near}"?` }),
      }
    }
  },
}

function suggestMode(value: string): string | undefined {
  const name = value.toLowerCase().replaceAll('_', '-')
  if (supportedModes.includes(name)) return name
  return otherNames.get(name) ?? nearestName(value, supportedModes)
}

/** The fields that a mode asks users for. */
const neededFields: ReadonlyMap<string, readonly string[]> = new Map([
  ['auth-user', ['username']],
  ['auth-user-pass', ['username', 'password']],
  ['auth-pass', ['password']],
])

/** A mode without its fields lets nobody sign in. */
export const fieldsMatchMode: Rule = {
  id: 'auth-fields-match-mode',
  severity: 'warning',
  summary: 'For each way to sign in that is offered there are the fields that it needs, and they show.',
  help: 'Add the field, or name this value of `authentication` among its conditions.',
  url,
  *check({ connector }) {
    const credentials = dialogFields(connector).filter(({ name }) => /^(username|password)$/.test(name.value))
    const offered = new Set(
      authenticationFields(connector).flatMap(
        (field) => offeredValues(field)?.map(({ value }) => value) ?? [],
      ),
    )
    for (const { file, value } of fieldModes(connector)) {
      const missing = (neededFields.get(value.value) ?? []).flatMap((name) => {
        const fields = credentials.filter((field) => field.name.value === name)
        if (fields.length === 0) return [`there is no field \`${name}\``]
        const isHidden = fields.every((field) => neverShows(field, value.value, offered))
        return isHidden ? [`the field \`${name}\` does not show for it`] : []
      })
      if (missing.length === 0) continue
      yield { message: `users can choose "${value.value}", but ${missing.join(' and ')}`, file, place: value }
    }
  },
}

/** Whether the conditions of a field exclude a mode. One that waits for something unknown has a finding already. */
function neverShows({ conditions }: DialogField, mode: string, offered: Set<string>): boolean {
  return (
    conditions.length > 0 &&
    conditions.every(
      ({ field, value }) =>
        field.value === 'authentication' &&
        value !== undefined &&
        value.value !== mode &&
        offered.has(value.value),
    )
  )
}
