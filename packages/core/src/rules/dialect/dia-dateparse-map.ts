import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { dialectsOf } from './dialect-parts.ts'

/** Users write date formats in tokens of ICU; databases have tokens of their own. */
export const rule: Rule = {
  id: 'dia-dateparse-map',
  severity: 'info',
  summary: 'A dialect with DATEPARSE says how the tokens of date formats are written.',
  help: 'Add <icu-date-token-map> to <sql-format>, unless the database takes the tokens of ICU as they are.',
  url: documentationPage('dialect'),
  *check({ connector }) {
    for (const { file, functions, format, hasBase } of dialectsOf(connector)) {
      if (hasBase || format.some(({ name }) => name === 'icu-date-token-map')) continue
      const parse = functions.find(({ isDateFunction, name }) => isDateFunction && name === 'DATEPARSE')
      if (parse === undefined) continue
      const place = attributeOf(parse.element, 'name') ?? parse.element
      yield { message: 'DATEPARSE is defined, but there is no <icu-date-token-map>', file, place }
    }
  },
}

export function example(): RuleExample {
  const quotes = '<id-quotes value="&quot;"/>'

  return {
    why: 'Users write formats such as `dd.MM.yyyy`. Without a map the database gets them as they are, and few databases read the same tokens.',
    file: 'dialect.tdd',
    wrong: quotes,
    right: `<icu-date-token-map>
  <token key="yyyy" value="YYYY"/>
  <token key="MM" value="MM"/>
  <token key="dd" value="DD"/>
</icu-date-token-map>
${quotes}`,
    context: {
      replaces: quotes,
      changes: {
        'dialect.tdd': [
          [
            '</function-map>',
            `<date-function name="DATEPARSE" return-type="datetime">
      <formula>TO_TIMESTAMP(%2, %1)</formula>
      <argument type="localstr"/>
      <argument type="str"/>
    </date-function>
    </function-map>`,
          ],
        ],
      },
    },
  }
}
