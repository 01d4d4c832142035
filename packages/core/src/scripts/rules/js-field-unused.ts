import { documentationPage } from '../../connector/documentation.ts'
import type { RuleDescription } from '../../rules/rule.ts'
import type { RuleExample } from '../../rules/rule-example.ts'
import { addressLine, builder } from './example-scripts.ts'

/** Users fill it in for nothing. */
export const rule: RuleDescription = {
  id: 'js-field-unused',
  severity: 'info',
  summary: 'Every vendor field is read by a script.',
  help: 'Read the attribute in the builder or properties script, or remove the field.',
  url: documentationPage('connection-dialog'),
}

export function example(): RuleExample {
  const portField = '<field name="port" label="Port"'

  const regionField = `<field name="v-region" label="Region" category="general" value-type="string" optional="true"/>
  ${portField}`

  return {
    why: 'Users fill in the field, and it has no effect.',
    file: builder,
    wrong: addressLine,
    right:
      "return ['jdbc:brook://' + server + ':' + port + '/?region=' + encodeURIComponent(attr['v-region'])]",
    context: {
      replaces: addressLine,
      changes: {
        'connection-fields.xml': [[portField, regionField]],
        'connection-resolver.tdr': [
          ['<attr>port</attr>', '<attr>port</attr>\n          <attr>v-region</attr>'],
        ],
      },
      foundIn: 'connection-fields.xml',
    },
  }
}
