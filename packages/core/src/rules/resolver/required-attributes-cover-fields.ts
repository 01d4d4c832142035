import { documentationPage } from '../../connector/documentation.ts'
import { collapseBlanks } from '../../connector/xml-query.ts'
import { namedFields } from '../connection-fields/named-fields.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { neededEntry } from './example-entries.ts'
import { attributeLists } from './required-attributes.ts'

/** A listed resolver must list everything. */
export const rule: Rule = {
  id: 'required-attributes-cover-fields',
  severity: 'error',
  summary: 'An attribute list in the connection resolver contains every connection field.',
  help: 'Add an <attr> with the name of the field.',
  url: documentationPage('api-reference'),
  *check(context) {
    for (const { file, list, entries, names } of attributeLists(context)) {
      for (const { name } of namedFields(context)) {
        if (name.value === 'instanceurl' || names.has(name.value)) continue
        yield { message: `<attribute-list> lacks the field \`${name.value}\``, file, place: list }
      }
      for (const entry of entries) {
        if (entry.text === collapseBlanks(entry.text) || collapseBlanks(entry.text) === '') continue
        const message = `<attr> has spaces around "${collapseBlanks(entry.text)}"`
        const help = 'Remove the spaces; Tableau’s own packager compares letter by letter.'
        yield { message, file, place: entry, severity: 'warning', help }
      }
    }
  },
}

export function example(): RuleExample {
  return neededEntry(
    ['server', 'port'],
    'What is not listed never reaches the scripts, and two connections that differ in it count as one.',
  )
}
