import { documentationPage } from '../../connector/documentation.ts'
import { nearestName } from '../../report/nearest-name.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { listValues } from './all-conditions.ts'
import { dialogFields, offeredValues } from './dialog-fields.ts'
import { context, group, mode } from './example-options.ts'

/** A choice starts with one of its values. */
export const rule: Rule = {
  id: 'cf-default-not-offered',
  severity: 'warning',
  summary: 'The default value of a selection or boolean field is one of its values.',
  help: 'Write one of the values, or leave `default-value` out: then the first option, or an empty box, is the default.',
  url: documentationPage('mcd'),
  *check({ connector }) {
    for (const field of dialogFields(connector)) {
      const { file, name, defaultValue } = field
      const offered = offeredValues(field)?.map(({ value }) => value)
      if (offered === undefined || !defaultValue?.value || offered.includes(defaultValue.value)) continue
      const near = nearestName(defaultValue.value, offered)
      yield {
        message: `the default "${defaultValue.value}" of \`${name.value}\` is not among its values ${listValues(new Set(offered))}`,
        file,
        place: defaultValue,
        ...(near !== undefined && { help: `Did you mean "${near}"?` }),
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Tableau cannot preselect what is not there, so users start with a value that you did not choose.',
    file: 'connection-fields.xml',
    wrong: mode('value-type="selection" default-value="Safe"', group),
    right: mode('value-type="selection" default-value="safe"', group),
    context,
  }
}
