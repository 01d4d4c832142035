import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { customizations } from './customizations.ts'
import { inManifest } from './example-settings.ts'

/** The schema lets a customization be empty, but it says nothing then. */
export const rule: Rule = {
  id: 'cap-missing-attr',
  severity: 'warning',
  summary: 'A customization has a name and a value.',
  help: 'Write <customization name="CAP_..." value="yes"/>, or remove the element.',
  url: documentationPage('capabilities'),
  *check({ connector }) {
    for (const { file, element, name, value } of customizations(connector)) {
      if (name !== undefined && value !== undefined) continue
      const missing = name !== undefined ? 'value' : value !== undefined ? 'name' : 'name and no value'
      yield { message: `<customization> has no ${missing}, so it sets nothing`, file, place: element }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'The schema accepts a customization without a name or a value, but it sets nothing.',
    wrong: '<customization name="CAP_CREATE_TEMP_TABLES"/>',
    right: '<customization name="CAP_CREATE_TEMP_TABLES" value="yes"/>',
    ...inManifest,
  }
}
