import { documentationPage } from '../../connector/documentation.ts'
import type { XmlElement } from '../../connector/xml-document.ts'
import { attributeValue } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { described, dialectsOf } from './dialect-parts.ts'
import { inFunctions } from './example-functions.ts'
import { findSqlFault, type SqlFault } from './sql-balance.ts'

const explanations: Readonly<Record<SqlFault, string>> = {
  quote: 'a quote or comment is never closed',
  opening: 'a ( is never closed',
  closing: 'a ) has no ( before it',
}

/** Such a formula makes a query that no database can parse. */
export const rule: Rule = {
  id: 'dia-formula-unbalanced',
  severity: 'warning',
  summary: 'Every parenthesis, quote and comment in the formula of a function is closed.',
  help: 'Correct the formula: every query with this function fails.',
  url: documentationPage('dialect'),
  *check({ connector }) {
    for (const { file, functions } of dialectsOf(connector)) {
      for (const definition of functions) {
        for (const formula of [...definition.formulas, ...definition.unaggregated]) {
          const fault = findSqlFault(formula.text)
          if (fault === undefined) continue
          const message = `the ${nameOf(formula)} of ${described(definition)} cannot be parsed: ${explanations[fault]}`
          yield { message, file, place: formula }
        }
      }
    }
  },
}

function nameOf(formula: XmlElement): string {
  const part = attributeValue(formula, 'part')
  const name = formula.name === 'unagg-formula' ? 'unaggregated formula' : 'formula'
  return part === undefined ? name : `${name} for ${part}`
}

export function example(): RuleExample {
  const least = (formula: string): string => `<function group="numeric" name="LEAST_OF" return-type="real">
  <formula>${formula}</formula>
  <argument type="real"/>
  <argument type="real"/>
</function>`

  return {
    why: 'Tableau puts the formula into its queries as it stands, and the database refuses them. Only people who use the function notice it.',
    wrong: least('(CASE WHEN %1 &lt; %2 THEN %1 ELSE %2 END'),
    right: least('(CASE WHEN %1 &lt; %2 THEN %1 ELSE %2 END)'),
    ...inFunctions,
  }
}
