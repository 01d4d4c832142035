import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { inLabel } from './example-resources.ts'
import { localisedReferences } from './localised-references.ts'

/** Users see whatever Tableau does not recognise. */
export const rule: Rule = {
  id: 'loc-reference-format',
  severity: 'warning',
  summary: 'A value that stands for a string of the resource files is written as `@string/name/`.',
  help: 'Write @string/name/ with both slashes, in lower case and without spaces before it.',
  url: documentationPage('localize'),
  *check({ connector }) {
    for (const { file, attribute, name } of localisedReferences(connector)) {
      if (name !== undefined) continue
      const message = `${attribute.name}="${attribute.value}" is not written as @string/name/`
      yield { message, file, place: attribute }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Tableau shows the value as it is written where it does not recognise it.',
    file: 'connection-fields.xml',
    wrong: 'label="@string/port"',
    right: 'label="@string/port/"',
    context: inLabel,
  }
}
