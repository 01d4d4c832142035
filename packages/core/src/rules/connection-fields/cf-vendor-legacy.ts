import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { dialogFields } from './dialog-fields.ts'
import { atTheEnd, end } from './example-fields.ts'

/** They are there for connectors that had the old dialog. */
export const rule: Rule = {
  id: 'cf-vendor-legacy',
  severity: 'info',
  summary:
    'Fields of your own have names that begin with `v-`; vendor1 to vendor3 are for connectors that had a .tcd dialog.',
  help: 'In a new connector write a name that begins with `v-` and says what the field is; in a released one keep the name.',
  url: documentationPage('mcd'),
  *check({ connector }) {
    for (const { file, name } of dialogFields(connector)) {
      if (!/^vendor[123]$/.test(name.value)) continue
      const message = `\`${name.value}\` is a name from the old dialog that does not say what the field is`
      yield { message, file, place: name }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'The three numbered names are there for connectors that had the old dialog. In workbooks and scripts they do not say what they hold.',
    file: 'connection-fields.xml',
    wrong: `<field name="vendor1" label="Log level" value-type="string"/>${end}`,
    right: `<field name="v-log-level" label="Log level" value-type="string"/>${end}`,
    context: atTheEnd(['vendor1', 'v-log-level']),
  }
}
