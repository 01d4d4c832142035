import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { customizations, meaningOf } from './customizations.ts'
import { isDriverInformation } from './driver-information.ts'
import { inManifest } from './example-settings.ts'

/** Capabilities are switched by yes and no. */
export const rule: Rule = {
  id: 'cap-value',
  severity: 'warning',
  summary: 'A capability is set to `yes` or `no`.',
  help: 'Write value="yes" or value="no".',
  url: documentationPage('capabilities'),
  *check({ connector }) {
    for (const { file, name, value } of customizations(connector)) {
      if (name === undefined || value === undefined || isDriverInformation(name.value)) continue
      if (value.value === 'yes' || value.value === 'no') continue
      const meaning = meaningOf(value.value)
      const message = `\`${name.value}\` is set to "${value.value}" instead of yes or no`
      const help = `Write value="${meaning ? 'yes' : 'no'}".`
      yield { message, file, place: value, ...(meaning !== undefined && { help }) }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Only `yes` and `no` are documented; what Tableau does with any other value is not.',
    wrong: '<customization name="CAP_CREATE_TEMP_TABLES" value="true"/>',
    right: '<customization name="CAP_CREATE_TEMP_TABLES" value="yes"/>',
    ...inManifest,
  }
}
