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
    const earlier = new Map<string, { line: number; value: string | undefined }>()
    for (const { file, name, value } of customizations(connector)) {
      if (name === undefined) continue
      const first = earlier.get(name.value)
      earlier.set(name.value, first ?? { line: name.start.line, value: value?.value })
      if (first === undefined) continue
      const message = `\`${name.value}\` is already set on line ${first.line}`
      if (first.value !== value?.value) yield { message, file, place: name }
      else yield { message: `${message}, to the same value`, file, place: name, severity: 'info' }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'It is not documented which of two settings counts, and anyone who changes the other one will wonder why nothing happens.',
    wrong: `<customization name="CAP_CREATE_TEMP_TABLES" value="yes"/>
<customization name="CAP_CREATE_TEMP_TABLES" value="no"/>`,
    right: '<customization name="CAP_CREATE_TEMP_TABLES" value="yes"/>',
    ...inManifest,
  }
}
