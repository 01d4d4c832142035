import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf, childrenNamed } from '../../connector/xml-query.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { type DialogOption, dialogConfigs, hasNumberedModes, optionsOf } from './authentication-modes.ts'
import { basic, inDialog, options } from './example-dialog.ts'

/** The one option that goes with a mode that shows no choice. */
const optionOfMode: ReadonlyMap<string, string> = new Map([
  ['None', 'None'],
  ['BasicUserNameOnly', 'Username'],
  ['PasswordOnly', 'Password'],
  ['Basic', 'UsernameAndPassword'],
  ['BasicNoValidateFields', 'UsernameAndPassword'],
])

/** Options of connectors that are part of Tableau; others than the documented ones are in the samples. */
const unsupportedOptions = [
  'Teradata',
  'AccessNoSecurity',
  'AccessYesSecurity',
  'Invalid',
  'SAMLIdP',
  'ADUsernameAndPassword',
]

/** What users see and what is sent must go together. */
export const rule: Rule = {
  id: 'auth-tcd-mode-mismatch',
  severity: 'warning',
  summary: 'In a .tcd dialog the `authentication-mode` fits the options.',
  help: 'Use None, Username, Password and UsernameAndPassword; for several of them the mode ComboBoxIntegrated.',
  url: documentationPage('ui'),
  *check({ connector }) {
    for (const { file, config } of dialogConfigs(connector)) {
      const options = optionsOf(file, config)
      const [mode] = childrenNamed(config, 'authentication-mode')
      const value = mode && attributeOf(mode, 'value')
      // Those of Hive and Spark have a rule of their own.
      if (!hasNumberedModes(connector)) yield* findUnsupported(options)
      if (value !== undefined && options.length > 0) {
        const message = explainMismatch(value.value, options)
        if (message !== undefined) yield { message, file, place: value }
      }
    }
  },
}

function* findUnsupported(options: readonly DialogOption[]): Iterable<RuleFinding> {
  for (const { file, name } of options) {
    if (!unsupportedOptions.includes(name.value)) continue
    yield { message: `the option ${name.value} is not supported in connectors`, file, place: name }
  }
}

function explainMismatch(mode: string, options: readonly DialogOption[]): string | undefined {
  const fitting = optionOfMode.get(mode)
  if (fitting === undefined) return undefined
  const names = [...new Set(options.map(({ name }) => name.value))]
  if (names.length > 1) return `the mode ${mode} does not offer the choice of ${names.join(', ')}`
  return names[0] === fitting
    ? undefined
    : `the mode ${mode} goes with the option ${fitting}, not with ${names[0]}`
}

export function example(): RuleExample {
  return {
    why: 'The mode decides what users see, the options what is sent. Where they differ, users cannot choose an option, or are asked for the wrong credentials.',
    file: 'dialog.tcd',
    wrong: options(['None', 'auth-none'], ['UsernameAndPassword', 'auth-user-pass']),
    right: options(['UsernameAndPassword', 'auth-user-pass']),
    context: inDialog(basic),
  }
}
