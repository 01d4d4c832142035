import { documentationPage } from '../../connector/documentation.ts'
import { attributeLists } from '../resolver/required-attributes.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { hasNumberedModes } from './authentication-modes.ts'
import { inDialog } from './example-dialog.ts'

/** Hive and Spark use another attribute for the way to sign in. */
export const rule: Rule = {
  id: 'auth-hive-spark-attribute',
  severity: 'error',
  summary: 'With the superclass hadoophive or spark the attribute list contains `authentication-type`.',
  help: 'Add <attr>authentication-type</attr>.',
  url: documentationPage('auth-modes'),
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

export function example(): RuleExample {
  return {
    why: 'A connector that builds on Hive or Spark inherits scripts that read this attribute.',
    file: 'connection-resolver.tdr',
    wrong: '<attr>authentication</attr>',
    right: `<attr>authentication</attr>\n<attr>authentication-type</attr>`,
    context: {
      ...inDialog('<authentication-mode value="Basic"/>', 'spark'),
      replaces: '<attr>authentication</attr>',
    },
  }
}
