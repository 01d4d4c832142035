import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { english, withResources } from './example-resources.ts'
import { localisedReferences } from './localised-references.ts'

/** Databases do not speak the user's language. */
export const rule: Rule = {
  id: 'loc-where',
  severity: 'info',
  summary: 'Strings of the resource files are used in the manifest and in the dialog.',
  help: 'Write the text itself.',
  url: documentationPage('localize'),
  *check({ connector }) {
    for (const { file, kind, attribute } of localisedReferences(connector)) {
      if (kind !== 'dialect' && kind !== 'connection-resolver') continue
      const message = `${attribute.name}="${attribute.value}": nothing says that Tableau looks for strings in a ${kind}`
      yield { message, file, place: attribute }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'The documentation speaks of the manifest and the dialog. Elsewhere the value may be taken literally and sent to the database.',
    file: 'dialect.tdd',
    wrong: '<dialect name="@string/port/" class="brook_jdbc" version="18.1">',
    right: '<dialect name="Brook" class="brook_jdbc" version="18.1">',
    context: {
      replaces: '<dialect name="Brook" class="brook_jdbc" version="18.1">',
      changes: withResources(english),
    },
  }
}
