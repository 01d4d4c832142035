import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { missingAttribute } from './required-attributes.ts'

/** The server is part of what tells connections apart. */
export const rule: Rule = missingAttribute('server')

export function example(): RuleExample {
  return {
    why: 'Connections to different servers would count as one.',
    file: 'connection-resolver.tdr',
    wrong: '<attr>port</attr>',
    right: '<attr>server</attr>\n<attr>port</attr>',
    context: {
      replaces: '<attr>server</attr>\n          <attr>port</attr>',
      alongside: ['required-attributes-cover-fields'],
    },
  }
}
