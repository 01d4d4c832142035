import { documentationPage } from '../../connector/documentation.ts'
import { type DialogField, dialogFields, offeredValues } from '../connection-fields/dialog-fields.ts'
import { passwordOption } from '../oauth/example-connector.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { authenticationFields, fieldModes } from './authentication-modes.ts'

/** The fields that a mode asks users for. */
const neededFields: ReadonlyMap<string, readonly string[]> = new Map([
  ['auth-user', ['username']],
  ['auth-user-pass', ['username', 'password']],
  ['auth-pass', ['password']],
])

/** A mode without its fields lets nobody sign in. */
export const rule: Rule = {
  id: 'auth-fields-match-mode',
  severity: 'warning',
  summary: 'For each way to sign in that is offered, the fields that it needs exist and are shown.',
  help: 'Add the field, or name this value of `authentication` among its conditions.',
  url: documentationPage('auth-modes'),
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

export function example(): RuleExample {
  return {
    why: 'Users choose a way to sign in and then have nowhere to type what it needs.',
    file: 'connection-fields.xml',
    wrong: `<field name="username" label="User" category="authentication" value-type="string">
  <conditions><condition field="authentication" value="auth-none"/></conditions>
</field>`,
    right: `<field name="username" label="User" category="authentication" value-type="string">
  <conditions><condition field="authentication" value="auth-user-pass"/></conditions>
</field>`,
    context: {
      replaces: '<field name="username" label="User" category="authentication" value-type="string"/>',
      changes: {
        'connection-fields.xml': [
          [passwordOption, `${passwordOption}<option label="None" value="auth-none"/>`],
        ],
      },
    },
  }
}
