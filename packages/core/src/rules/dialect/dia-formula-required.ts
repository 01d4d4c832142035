import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { described, dialectsOf } from './dialect-parts.ts'
import { ascii, inFunctions } from './example-functions.ts'

/** The SDK's own function map has it so, in three dialects. */
const withoutFormula = new Set(['SPLIT'])

/** A function is what its formula says. */
export const rule: Rule = {
  id: 'dia-formula-required',
  severity: 'warning',
  summary: 'A function has a formula, and none of its formulas is empty.',
  help: 'Add <formula>...</formula>; to take a function away use <remove-function>.',
  url: documentationPage('dialect'),
  *check({ connector }) {
    for (const { file, functions } of dialectsOf(connector)) {
      for (const definition of functions) {
        for (const formula of definition.formulas) {
          if (formula.text.trim() !== '') continue
          yield { message: `a formula of ${described(definition)} is empty`, file, place: formula }
        }
        // The schema asks it of date functions.
        if (definition.isDateFunction || definition.formulas.length > 0) continue
        if (withoutFormula.has(definition.name)) continue
        yield { message: `${described(definition)} has no formula`, file, place: definition.element }
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'The schema lets a function have no formula, but then Tableau has nothing to write into the query.',
    wrong: `<function group="string" name="ASCII" return-type="int">
  <argument type="str"/>
</function>`,
    right: ascii,
    ...inFunctions,
  }
}
