import { documentationPage } from '../../connector/documentation.ts'
import { attributeValue, childrenNamed } from '../../connector/xml-query.ts'
import { end } from '../connection-fields/example-listed-fields.ts'
import { namedFields } from '../connection-fields/named-fields.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { withOauth } from './example-connector.ts'

/** The instance address is asked for during OAuth only. */
export const rule: Rule = {
  id: 'instanceurl-needs-oauth-condition',
  severity: 'error',
  summary: 'The field `instanceurl` shows only where `authentication` is `oauth`.',
  help: 'Add <conditions><condition field="authentication" value="oauth"/></conditions> to the field.',
  url: documentationPage('mcd'),
  *check(context) {
    for (const { file, element, name } of namedFields(context)) {
      if (name.value !== 'instanceurl') continue
      const conditions = childrenNamed(element, 'conditions').flatMap((list) =>
        childrenNamed(list, 'condition'),
      )
      const asksForOauth = conditions.some(
        (condition) =>
          attributeValue(condition, 'field') === 'authentication' &&
          attributeValue(condition, 'value') === 'oauth',
      )
      if (asksForOauth) continue
      yield {
        message: 'the field `instanceurl` has no condition that `authentication` is `oauth`',
        file,
        place: name,
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'The address of the instance is where OAuth begins. With any other way to sign in, users would be asked for something of no use.',
    file: 'connection-fields.xml',
    wrong: '<field name="instanceurl" label="Instance" category="authentication" value-type="string"/>',
    right: `<field name="instanceurl" label="Instance" category="authentication" value-type="string">
  <conditions><condition field="authentication" value="oauth"/></conditions>
</field>`,
    context: {
      replaces: '<!-- here -->',
      changes: {
        'connection-fields.xml': [...withOauth['connection-fields.xml'], [end, `<!-- here -->${end}`]],
        'manifest.xml': [['</connector-plugin>', '<oauth-config file="null_config"/></connector-plugin>']],
      },
    },
  }
}
