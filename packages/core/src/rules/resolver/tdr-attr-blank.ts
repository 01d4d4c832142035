import { documentationPage } from '../../connector/documentation.ts'
import { collapseBlanks } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { port } from './example-resolver.ts'
import { attributeLists } from './required-attributes.ts'

/** The schema lets an entry hold anything. */
export const rule: Rule = {
  id: 'tdr-attr-blank',
  severity: 'warning',
  summary: 'An entry of the attribute list is the name of an attribute and nothing else.',
  help: 'Write <attr>name</attr>, or remove the element.',
  url: documentationPage('api-reference'),
  *check(context) {
    for (const { file, entries } of attributeLists(context)) {
      for (const entry of entries) {
        const [attribute] = entry.attributes
        const [child] = entry.children
        if (child !== undefined) {
          const message = `<attr> holds the element <${child.name}>, but only a name may stand there`
          yield { message, file, place: child }
        } else if (collapseBlanks(entry.text) === '') {
          yield { message: '<attr> names no attribute', file, place: entry }
        } else if (attribute !== undefined) {
          yield { message: `\`${attribute.name}\` on <attr> has no meaning`, file, place: attribute }
        }
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'The schema lets an entry hold anything, but only a name means something.',
    file: 'connection-resolver.tdr',
    wrong: '<attr>port</attr>\n<attr></attr>',
    right: port,
    context: { replaces: port },
  }
}
