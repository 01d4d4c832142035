import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { allConditions } from './all-conditions.ts'
import { type DependencyCycle, findCycles } from './condition-cycles.ts'
import { atTheEnd, end } from './example-fields.ts'

/** Tableau cannot tell which of two fields that wait for each other to show first. */
export const rule: Rule = {
  id: 'cf-conditions-cycle',
  severity: 'error',
  summary: 'The conditions of fields and selection groups do not form a circle.',
  help: 'Remove one of the conditions of the circle.',
  url: documentationPage('mcd'),
  *check(context) {
    const dependencies = allConditions(context).map(({ owner, condition }) => ({
      from: owner.name.value,
      to: condition.field.value,
      file: owner.file,
      place: condition.field,
    }))
    for (const { names, dependency } of findCycles(dependencies)) {
      const { file, place } = dependency
      if (names.length === 1) {
        const message = `the field \`${names[0]}\` depends on itself`
        yield { message, file, place, severity: 'warning', help: 'Remove the condition.' }
      } else yield { message: describeCycle(names), file, place }
    }
  },
}

function describeCycle(names: DependencyCycle['names']): string {
  const shown = names.length > 8 ? [...names.slice(0, 7), '…'] : names
  const chain = [...shown, names[0] ?? ''].map((name) => (name === '…' ? name : `\`${name}\``)).join(' → ')
  return `the conditions form a circle, so the connector does not load: ${chain}`
}

export function example(): RuleExample {
  return {
    why: 'Tableau cannot tell which of the fields to show first and does not load the connector.',
    file: 'connection-fields.xml',
    wrong: `<field name="v-a" label="A" value-type="string">
  <conditions><condition field="v-b" value="1"/></conditions>
</field>
<field name="v-b" label="B" value-type="string">
  <conditions><condition field="v-a" value="1"/></conditions>
</field>${end}`,
    right: `<field name="v-a" label="A" value-type="string"/>
<field name="v-b" label="B" value-type="string">
  <conditions><condition field="v-a" value="1"/></conditions>
</field>${end}`,
    context: atTheEnd(['v-a', 'v-b']),
  }
}
