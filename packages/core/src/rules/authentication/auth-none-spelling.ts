import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { dialogOptions, hasNumberedModes } from './authentication-modes.ts'
import { inDialog, options } from './example-dialog.ts'

/** Tableau looks for this value. */
export const rule: Rule = {
  id: 'auth-none-spelling',
  severity: 'error',
  summary: 'In a .tcd dialog the value of the option None is `auth-none`.',
  help: 'Write value="auth-none".',
  url: documentationPage('ui'),
  wholeConnector: true,
  *check({ connector }) {
    if (hasNumberedModes(connector)) return
    for (const { file, name, value } of dialogOptions(connector)) {
      if (name.value !== 'None' || value === undefined || value.value === 'auth-none') continue
      const message = `the value of the option None is "${value.value}"; Tableau takes only "auth-none" for it`
      yield { message, file, place: value }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Tableau recognises sign-in without credentials by exactly this value; with any other it asks for credentials.',
    file: 'dialog.tcd',
    wrong: options(['None', 'none']),
    right: options(['None', 'auth-none']),
    context: inDialog('<authentication-mode value="None"/><authentication-options/>'),
  }
}
