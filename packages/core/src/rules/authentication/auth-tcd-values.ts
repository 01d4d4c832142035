import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { dialogOptions, hasNumberedModes } from './authentication-modes.ts'
import { basic, inDialog, options } from './example-dialog.ts'

/** What workbooks of other connectors hold. */
const recommendedValues: ReadonlyMap<string, string> = new Map([
  ['Username', 'auth-user'],
  ['UsernameAndPassword', 'auth-user-pass'],
  ['Password', 'auth-pass'],
])

/** One spelling for all connectors. */
export const rule: Rule = {
  id: 'auth-tcd-values',
  severity: 'warning',
  summary: 'In a .tcd dialog the options have the values auth-user, auth-user-pass and auth-pass.',
  help: 'Write the recommended value; scripts that compare with the old one must follow. Keep the old one if workbooks hold it.',
  url: documentationPage('ui'),
  wholeConnector: true,
  *check({ connector }) {
    if (hasNumberedModes(connector)) return
    for (const { file, name, value } of dialogOptions(connector)) {
      const recommended = recommendedValues.get(name.value)
      if (recommended === undefined || value === undefined || value.value === recommended) continue
      // Before 2020.3 this was what Tableau wanted.
      if (name.value === 'Username' && value.value === 'no') continue
      const message = `the value of the option ${name.value} is "${value.value}"; "${recommended}" is recommended`
      yield { message, file, place: value }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'The values end up in workbooks. With the usual ones a later change to the new dialog keeps them working.',
    file: 'dialog.tcd',
    wrong: options(['UsernameAndPassword', 'username-password']),
    right: options(['UsernameAndPassword', 'auth-user-pass']),
    context: inDialog(basic),
  }
}
