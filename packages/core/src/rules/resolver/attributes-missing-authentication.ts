import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { missingAttribute } from './required-attributes.ts'

/** Sign-in is part of what tells connections apart. */
export const rule: Rule = missingAttribute('authentication')

export function example(): RuleExample {
  return {
    why: 'Connections that differ only in how users sign in would count as one.',
    file: 'connection-resolver.tdr',
    wrong: '<attr>username</attr>',
    right: '<attr>authentication</attr>\n<attr>username</attr>',
    context: {
      replaces: '<attr>authentication</attr>\n          <attr>username</attr>',
      alongside: ['required-attributes-cover-fields'],
    },
  }
}
