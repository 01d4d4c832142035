import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { customizations } from './customizations.ts'
import { inManifest } from './example-settings.ts'

/** Nothing says which of two settings counts. */
export const rule: Rule = {
  id: 'cap-duplicate',
  severity: 'warning',
  summary: 'Each capability is set once.',
  help: 'Remove one of the two.',
  url: documentationPage('capabilities'),
  *check({ connector }) {
    const lines = new Map<string, number>()
    for (const { file, name } of customizations(connector)) {
      if (name === undefined) continue
      const line = lines.get(name.value)
      if (line === undefined) lines.set(name.value, name.start.line)
      else yield { message: `\`${name.value}\` is already set on line ${line}`, file, place: name }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Which of two settings counts is not said, and who changes the other one wonders why nothing happens.',
    wrong: `<customization name="CAP_CREATE_TEMP_TABLES" value="yes"/>
<customization name="CAP_CREATE_TEMP_TABLES" value="no"/>`,
    right: '<customization name="CAP_CREATE_TEMP_TABLES" value="yes"/>',
    ...inManifest,
  }
}
