import { documentationPage } from '../../connector/documentation.ts'
import { collapseBlanks } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { port } from './example-resolver.ts'
import { attributeLists } from './required-attributes.ts'

/** Listing an attribute twice adds nothing. */
export const rule: Rule = {
  id: 'tdr-attr-duplicate',
  severity: 'warning',
  summary: 'Each attribute stands once in the attribute list.',
  help: 'Remove one of the two.',
  url: documentationPage('api-reference'),
  *check(context) {
    for (const { file, entries } of attributeLists(context)) {
      const lines = new Map<string, number>()
      for (const entry of entries) {
        const name = collapseBlanks(entry.text)
        const line = lines.get(name)
        if (name === '') continue
        if (line === undefined) lines.set(name, entry.start.line)
        else yield { message: `\`${name}\` is already listed on line ${line}`, file, place: entry }
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'The second entry adds nothing; perhaps another attribute was meant.',
    file: 'connection-resolver.tdr',
    wrong: '<attr>port</attr>\n<attr>port</attr>',
    right: port,
    context: { replaces: port },
  }
}
