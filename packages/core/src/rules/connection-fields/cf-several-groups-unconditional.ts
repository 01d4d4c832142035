import { documentationPage } from '../../connector/documentation.ts'
import { childrenNamed } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { dialogFields } from './dialog-fields.ts'
import { context, group, mode } from './example-options.ts'

/** A group that always shows leaves no room for another. */
export const rule: Rule = {
  id: 'cf-several-groups-unconditional',
  severity: 'warning',
  summary: 'Where a field has several selection groups, each has conditions.',
  help: 'Add <conditions> to the group, or join the groups.',
  url: documentationPage('mcd'),
  *check({ connector }) {
    for (const { file, name, groups } of dialogFields(connector)) {
      if (groups.length < 2) continue
      const always = groups.find(({ element }) => childrenNamed(element, 'conditions').length === 0)
      if (always === undefined) continue
      const message = `the field \`${name.value}\` has ${groups.length} selection groups, but this one shows always, for it has no conditions`
      yield { message, file, place: always.element }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'A group without conditions always shows, so it competes with the others for one list.',
    file: 'connection-fields.xml',
    wrong: mode(
      'value-type="selection"',
      `<selection-group>
    <conditions><condition field="authentication" value="auth-user-pass"/></conditions>
    <option label="Fast" value="fast"/>
  </selection-group>
  <selection-group><option label="Safe" value="safe"/></selection-group>`,
    ),
    right: mode('value-type="selection"', group),
    context,
  }
}
