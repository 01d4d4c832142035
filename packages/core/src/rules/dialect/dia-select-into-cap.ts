import { attributeValue, childrenNamed } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { neededCapability } from './example-sql-format.ts'
import { requireCapability } from './require-capability.ts'

/** Tableau selects into tables only where it may. */
export const rule: Rule = requireCapability({
  id: 'dia-select-into-cap',
  capability: 'CAP_SELECT_INTO',
  what: 'the part `Into` of `format-select`',
  find: (element) =>
    element.name === 'format-select'
      ? childrenNamed(element, 'part').find((part) => attributeValue(part, 'name') === 'Into')
      : undefined,
})

export function example(): RuleExample {
  return neededCapability(
    'CAP_SELECT_INTO',
    '<format-select><part name="Into" value="INTO %1"/></format-select>',
    'A dialect that says how to select into a table is of no use unless the manifest says that Tableau may do so.',
  )
}
