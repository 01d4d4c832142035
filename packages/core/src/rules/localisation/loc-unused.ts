import { isFullyRead } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { limitedSuggestions } from '../../report/nearest-name.ts'
import type { Rule, RuleContext } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { resources, string, withResources } from './example-resources.ts'
import { fallbackResources, localisedReferences, type ResourceFile } from './localised-references.ts'
import { fallback, listNames } from './string-names.ts'

/** Nobody sees it. */
export const rule: Rule = {
  id: 'loc-unused',
  severity: 'info',
  summary: `Every string in ${fallback} is used.`,
  help: 'Remove the string from all resource files, or use it as @string/name/.',
  url: documentationPage('localize'),
  wholeConnector: true,
  *check(context) {
    const english = fallbackResources(context.connector)
    if (english === undefined || !isFullyRead(context.connector)) return
    const used = intendedNames(context, english)
    const names = [...english.strings.keys()].filter((name) => !used.has(name))
    const [first] = names
    const place = first === undefined ? undefined : english.strings.get(first)
    if (place === undefined) return
    yield { message: `nothing uses ${listNames(names)}`, file: english.path, place }
  },
}

/** The strings that are used, or would be if no name was mistyped: then the mistake is in the other place. */
function intendedNames({ connector }: RuleContext, { strings }: ResourceFile): Set<string> {
  const suggest = limitedSuggestions()
  const known = new Set(strings.keys())
  const names = new Set<string>()
  for (const meant of new Set(localisedReferences(connector).map((reference) => reference.meant))) {
    names.add(meant)
    const near = known.has(meant) ? undefined : suggest(meant, known)
    if (near !== undefined) names.add(near)
  }
  return names
}

export function example(): RuleExample {
  return {
    why: 'Nobody sees the string, but everybody who translates the connector translates it.',
    file: 'resources-en_US.xml',
    wrong: resources(string('port', 'Port'), string('host', 'Host')),
    right: resources(string('port', 'Port')),
    context: { changes: withResources({}) },
  }
}
