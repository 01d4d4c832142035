import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { dialogFields } from './dialog-fields.ts'
import { port } from './example-fields.ts'

/** A port is a number of 16 bits. */
export const rule: Rule = {
  id: 'cf-port-range',
  severity: 'warning',
  summary: 'The default of the field `port` is a number from 0 to 65535.',
  help: 'Write the number of the port that the database usually has.',
  url: documentationPage('mcd'),
  *check({ connector }) {
    for (const { file, name, defaultValue } of dialogFields(connector)) {
      if (name.value !== 'port' || !defaultValue?.value) continue
      if (/^[0-9]{1,5}$/.test(defaultValue.value) && Number(defaultValue.value) <= 65535) continue
      yield {
        message: `the default port "${defaultValue.value}" is not a number from 0 to 65535`,
        file,
        place: defaultValue,
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'There is no such port, so nobody who keeps the default can connect.',
    file: 'connection-fields.xml',
    wrong: port.replace('7800', '78000'),
    right: port,
    context: { replaces: port },
  }
}
