import { documentationPage } from '../../connector/documentation.ts'
import { attributeOf } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { dialectsOf } from './dialect-parts.ts'

/** The version says by which release's rules the dialect is read. */
export const rule: Rule = {
  id: 'dia-version-format',
  severity: 'info',
  summary: 'The version of a dialect is a year of two digits and a quarter, such as 18.1.',
  help: 'Write version="18.1", or the release that the dialect was written for.',
  url: documentationPage('dialect'),
  *check({ connector }) {
    for (const { file, root } of dialectsOf(connector)) {
      const version = attributeOf(root, 'version')
      // The schema refuses what does not begin like a version.
      if (version === undefined || !/^\p{Nd}/u.test(version.value)) continue
      if (/^[0-9]{2}\.[1-4]$/.test(version.value)) continue
      yield { message: `version="${version.value}" is not of the form 18.1`, file, place: version }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'The attribute is not a version of your own but a release of Tableau, year and quarter, as 18.1 in nearly all dialects.',
    file: 'dialect.tdd',
    wrong: '<dialect name="Brook" class="brook_jdbc" version="1.0.0">',
    right: '<dialect name="Brook" class="brook_jdbc" version="18.1">',
    context: { replaces: '<dialect name="Brook" class="brook_jdbc" version="18.1">' },
  }
}
