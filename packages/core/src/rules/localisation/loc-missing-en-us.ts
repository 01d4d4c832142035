import { documentationPage } from '../../connector/documentation.ts'
import { limitedSuggestions } from '../../report/nearest-name.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { inLabel } from './example-resources.ts'
import { fallbackResources, localisedReferences } from './localised-references.ts'
import { fallback } from './string-names.ts'

/** Every other language falls back to it. */
export const rule: Rule = {
  id: 'loc-missing-en-us',
  severity: 'error',
  summary: `Every string that is used is in ${fallback}.`,
  help: `Add <string name="...">...</string> to ${fallback}.`,
  url: documentationPage('localize'),
  wholeConnector: true,
  *check({ connector }) {
    const resources = fallbackResources(connector)
    if (resources === undefined) return
    const suggest = limitedSuggestions()
    const known = new Set(resources.strings.keys())
    const reported = new Set<string>()
    for (const { file, attribute, name } of localisedReferences(connector)) {
      if (name === undefined || resources.strings.has(name) || reported.has(name)) continue
      reported.add(name)
      const near = suggest(name, known)
      const message = `the string "${name}" is not in ${fallback}`
      const help = near === undefined ? undefined : `Did you mean @string/${near}/?`
      yield { message, file, place: attribute, ...(help !== undefined && { help }) }
    }
  },
}

export function example(): RuleExample {
  return {
    why: 'English is what every other language falls back to. A string that it lacks shows as its name.',
    file: 'connection-fields.xml',
    wrong: 'label="@string/ports/"',
    right: 'label="@string/port/"',
    context: inLabel,
  }
}
