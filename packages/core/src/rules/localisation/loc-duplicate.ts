import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { resources, string, withResources } from './example-resources.ts'
import { resourceFiles } from './localised-references.ts'

/** Of two only one is shown. */
export const rule: Rule = {
  id: 'loc-duplicate',
  severity: 'warning',
  summary: 'A resource file has each string once.',
  help: 'Remove one of the two.',
  url: documentationPage('localize'),
  *check({ connector }) {
    for (const { path, repeated } of resourceFiles(connector)) {
      for (const { name, element, first } of repeated) {
        const message = `the string "${name}" is there twice; the first one is on line ${first.start.line}`
        yield { message, file: path, place: attributeOf(element, 'name') ?? element }
      }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'Only one of the two is shown. Changing the other one makes no difference.',
    file: 'resources-en_US.xml',
    wrong: resources(string('port', 'Port'), string('port', 'Port number')),
    right: resources(string('port', 'Port number')),
    context: { changes: withResources({}) },
  }
}
