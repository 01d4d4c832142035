import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { identifiers } from './config-identifiers.ts'
import { inConfig } from './example-connector.ts'
import { dbclass } from './example-identity.ts'

/** Users read it. */
export const rule: Rule = {
  id: 'oa-config-label-chars',
  severity: 'error',
  summary: 'A `configLabel` consists of letters, digits, `_`, `-` and spaces.',
  help: 'Remove the other characters.',
  url: documentationPage('oauth'),
  *check({ connector }) {
    for (const { file, element, text } of identifiers(connector, 'configLabel')) {
      const unknown = new Set(text.replace(/[A-Za-z0-9_\- ]/g, ''))
      if (unknown.size === 0) continue
      const shown = [...unknown].slice(0, 5).map((character) => JSON.stringify(character))
      // The documentation does not say whether other letters count.
      const areLetters = /^\p{L}*$/u.test([...unknown].join(''))
      const message = `the configLabel "${text}" has ${shown.join(', ')}, but only letters, digits, _, - and spaces are valid`
      yield { message, file, place: element, ...(areLetters && { severity: 'warning' }) }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'A label with other characters is not valid.',
    file: 'oauth.xml',
    wrong: `${dbclass}\n<configLabel>Brook (North America)</configLabel>`,
    right: `${dbclass}\n<configLabel>Brook North America</configLabel>`,
    context: inConfig(dbclass),
  }
}
