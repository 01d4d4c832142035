import { documentationPage } from '../../connector/documentation.ts'
import { limitedSuggestions } from '../../report/nearest-name.ts'
import type { Rule, RuleContext } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { english, resources, string, withResources } from './example-resources.ts'
import { fallbackResources, localisedReferences, resourceFiles } from './localised-references.ts'
import { fallback, listNames } from './string-names.ts'

/** Users of that language read English in between. */
export const rule: Rule = {
  id: 'loc-missing-other',
  severity: 'warning',
  summary: 'Every resource file has every string that is used.',
  help: `Translate the missing strings. Until then the texts of ${fallback} show.`,
  url: documentationPage('localize'),
  wholeConnector: true,
  *check(context) {
    const english = fallbackResources(context.connector)
    if (english === undefined) return
    const used = usedNames(context)
    for (const { path, root, strings } of resourceFiles(context.connector)) {
      // What English lacks is a mistake in another place.
      const missing = [...used].filter((name) => english.strings.has(name) && !strings.has(name))
      if (missing.length === 0) continue
      const misspelt = findMisspelt(missing, new Set([...strings.keys()].filter((name) => !used.has(name))))
      yield {
        message: `the file lacks ${listNames(missing)}`,
        file: path,
        place: (misspelt && strings.get(misspelt.found)) ?? root,
        ...(misspelt && { help: `Did you mean "${misspelt.meant}" by "${misspelt.found}"?` }),
      }
    }
  },
}

function findMisspelt(
  missing: readonly string[],
  unused: ReadonlySet<string>,
): { found: string; meant: string } | undefined {
  const suggest = limitedSuggestions()
  for (const meant of missing) {
    const found = suggest(meant, unused)
    if (found !== undefined) return { found, meant }
  }
  return undefined
}

function usedNames({ connector }: RuleContext): Set<string> {
  return new Set(localisedReferences(connector).flatMap(({ name }) => (name === undefined ? [] : [name])))
}

export function example(): RuleExample {
  return {
    why: 'Users of that language see a dialog that is partly English.',
    file: 'resources-de_DE.xml',
    wrong: resources(string('prot', 'Anschluss')),
    right: resources(string('port', 'Anschluss')),
    context: { changes: withResources(english) },
  }
}
