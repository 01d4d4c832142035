import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf } from '../../connector/xml-query.ts'
import { nearestName } from '../../report/nearest-name.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { described, dialectsOf } from './dialect-parts.ts'
import { ascii, inFunctions } from './example-functions.ts'
import { groupsOf } from './function-groups.ts'

const groups = [
  ...['aggregate', 'cast', 'date', 'logical', 'numeric', 'operator', 'passthru', 'special', 'string'],
  'system',
]

/** The group decides where users find a function. */
export const rule: Rule = {
  id: 'dia-group-unknown',
  severity: 'warning',
  summary:
    'The groups of a function, separated by commas or semicolons, are groups that the documentation lists.',
  help: `Use ${groups.join(', ')}.`,
  url: documentationPage('dialect'),
  *check({ connector }) {
    for (const { file, functions } of dialectsOf(connector)) {
      for (const definition of functions) {
        const group = attributeOf(definition.element, 'group')
        const unknown = groupsOf(group?.value).find((name) => !groups.includes(name))
        if (group === undefined || unknown === undefined) continue
        const near = nearestName(unknown, groups)
        const help = `Did you mean \`${near}\`? The groups are ${groups.join(', ')}.`
        const message = `${described(definition)} is in the group "${unknown}", which the documentation does not list`
        yield { message, file, place: group, ...(near !== undefined && { help }) }
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'The group decides where users find a function in the calculation editor, and which rules apply to it.',
    wrong: ascii.replace('"string"', '"text"'),
    right: ascii,
    ...inFunctions,
  }
}
