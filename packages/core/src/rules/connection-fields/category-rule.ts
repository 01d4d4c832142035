import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleId } from '../rule-id.ts'
import { categoryOf, dialogFields } from './dialog-fields.ts'

/** What the schema allows; anything else it has reported already. */
const knownCategories = [
  'endpoint',
  'metadata',
  'authentication',
  'general',
  'ssl',
  'initial-sql',
  'advanced',
]

export function categoryRule(id: RuleId, names: readonly string[], categories: readonly string[]): Rule {
  const fields = names.map((name) => `\`${name}\``).join(', ')
  return {
    id,
    severity: 'warning',
    summary: `The category of ${fields} is ${categories.join(' or ')}.`,
    help: `Write category="${categories[0]}".`,
    url: documentationPage('mcd'),
    *check({ connector }) {
      for (const field of dialogFields(connector)) {
        const category = categoryOf(field)
        if (!names.includes(field.name.value) || categories.includes(category)) continue
        if (!knownCategories.includes(category)) continue
        const attribute = attributeOf(field.element, 'category')
        const found = attribute === undefined ? 'general, as it names none' : category
        const message = `the category of \`${field.name.value}\` is ${found}, but Tableau expects ${categories.join(' or ')}`
        yield { message, file: field.file, place: attribute ?? field.name }
      }
    },
  }
}
