import { documentationPage } from '../../connector/documentation.ts'
import { attributeLists } from '../required-attributes.ts'
import type { Rule } from '../rule.ts'
import { dialogOptions, hasNumberedModes } from './authentication-modes.ts'

const url = documentationPage('auth-modes')

const numberedOptions: ReadonlyMap<string, string> = new Map([
  ['None', '0'],
  ['Username', '2'],
  ['UsernameAndPassword', '3'],
])

const definition = [...numberedOptions].map(([name, value]) => `${name}=${value}`).join(', ')

/** Hive and Spark read these numbers. */
export const hiveSparkOptions: Rule = {
  id: 'auth-hive-spark-options',
  severity: 'error',
  summary: `With the superclass hadoophive or spark the options of a .tcd dialog are ${definition}.`,
  help: `Use the options ${definition}.`,
  url,
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

/** Hive and Spark tell the way to sign in by another attribute. */
export const hiveSparkAttribute: Rule = {
  id: 'auth-hive-spark-attribute',
  severity: 'error',
  summary: 'With the superclass hadoophive or spark the attribute list contains `authentication-type`.',
  help: 'Add <attr>authentication-type</attr>.',
  url,
  wholeConnector: true,
  *check(context) {
    if (!hasNumberedModes(context.connector)) return
    for (const { file, list, names } of attributeLists(context)) {
      if (names.has('authentication-type')) continue
      const message = `<attribute-list> lacks \`authentication-type\`, which the superclass ${context.connector.superclass} needs`
      yield { message, file, place: list }
    }
  },
}
