import { documentationPage } from '../../connector/documentation.ts'
import { attributeValue } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { described, dialectsOf } from './dialect-parts.ts'
import { inFunctions } from './example-functions.ts'
import { groupsOf } from './function-groups.ts'

/** Only an aggregation can be asked for without aggregating. */
export const rule: Rule = {
  id: 'dia-unagg-non-aggregate',
  severity: 'warning',
  summary: 'Only a function in the group `aggregate` has an `unagg-formula`.',
  help: 'Add aggregate to the groups of the function, or remove <unagg-formula>.',
  url: documentationPage('dialect'),
  *check({ connector }) {
    for (const { file, functions } of dialectsOf(connector)) {
      for (const definition of functions) {
        const [formula] = definition.unaggregated
        const group = attributeValue(definition.element, 'group')
        if (formula === undefined || group === undefined || groupsOf(group).includes('aggregate')) continue
        const message = `${described(definition)} has an <unagg-formula>, but is not in the group aggregate`
        yield { message, file, place: formula }
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'The formula for rows that are not aggregated is asked for only where a function aggregates; elsewhere it is never used.',
    wrong: `<function group="numeric" name="MEDIAN" return-type="real">
  <formula>MEDIAN(%1)</formula>
  <unagg-formula>%1</unagg-formula>
  <argument type="real"/>
</function>`,
    right: `<function group="aggregate" name="MEDIAN" return-type="real">
  <formula>MEDIAN(%1)</formula>
  <unagg-formula>%1</unagg-formula>
  <argument type="real"/>
</function>`,
    ...inFunctions,
  }
}
