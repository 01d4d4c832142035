import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { dialogOptions, hasNumberedModes } from './authentication-modes.ts'
import { basic, inDialog, options, withAttribute } from './example-dialog.ts'

const numberedOptions: ReadonlyMap<string, string> = new Map([
  ['None', '0'],
  ['Username', '2'],
  ['UsernameAndPassword', '3'],
])

const definition = [...numberedOptions].map(([name, value]) => `${name}=${value}`).join(', ')

/** Hive and Spark read these numbers. */
export const rule: Rule = {
  id: 'auth-hive-spark-options',
  severity: 'error',
  summary: `With the superclass hadoophive or spark the options of a .tcd dialog are ${definition}.`,
  help: `Use the options ${definition}.`,
  url: documentationPage('auth-modes'),
  wholeConnector: true,
  *check({ connector }) {
    if (!hasNumberedModes(connector)) return
    for (const { file, name, value } of dialogOptions(connector)) {
      const expected = numberedOptions.get(name.value)
      if (expected === undefined) {
        const message = `the superclass ${connector.superclass} does not know the option ${name.value}`
        yield { message, file, place: name }
      } else if (value?.value !== expected) {
        const found = value === undefined ? 'has no value' : `has the value "${value.value}"`
        const message = `the option ${name.value} ${found}; the superclass ${connector.superclass} needs "${expected}"`
        yield { message, file, place: value ?? name }
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'A connector that builds on Hive or Spark inherits their way of naming sign-in modes: by number.',
    file: 'dialog.tcd',
    wrong: options(['UsernameAndPassword', 'auth-user-pass']),
    right: options(['UsernameAndPassword', '3']),
    context: withAttribute(inDialog(basic, 'spark'), 'authentication-type'),
  }
}
