import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { dialectsOf } from './dialect-parts.ts'
import { beforeQuotes } from './example-sql-format.ts'
import { named } from './format-tokens.ts'

/** One of two ways to say the same. */
export const rule: Rule = {
  id: 'dia-base-types',
  severity: 'info',
  summary:
    'The types of columns are given by `format-column-definition`, which took the place of `base-types`.',
  help: 'Write the types as <format-column-definition>.',
  url: documentationPage('dialect'),
  *check({ connector }) {
    for (const { file, format } of dialectsOf(connector)) {
      for (const element of named(format, 'base-types')) {
        yield { message: '<base-types> is superseded by <format-column-definition>', file, place: element }
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Tableau takes the types of the columns that it creates from `format-column-definition`, which knows more of them.',
    wrong: '<base-types><local-type name="int" value="INTEGER"/></base-types>',
    right: `<format-column-definition>
  <local-type name="int"><remote-type name="default" value="INTEGER"/></local-type>
</format-column-definition>`,
    ...beforeQuotes,
  }
}
