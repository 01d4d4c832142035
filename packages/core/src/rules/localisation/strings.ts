import { isWhollyRead } from '../../connector/connector-files.ts'
import { documentationPage } from '../../connector/documentation.ts'
import { resourceFileName } from '../../connector/resource-files.ts'
import { attributeOf } from '../../connector/xml-query.ts'
import { limitedSuggestions } from '../../report/nearest-name.ts'
import type { Rule, RuleContext } from '../rule.ts'
import {
  fallbackResources,
  localisedReferences,
  type ResourceFile,
  resourceFiles,
} from './localised-references.ts'

const url = documentationPage('localize')

const fallback = resourceFileName('en_US')

/** Every other language falls back to it. */
export const missingInFallback: Rule = {
  id: 'loc-missing-en-us',
  severity: 'error',
  summary: `Every string that is used is in ${fallback}.`,
  help: `Add <string name="...">...</string> to ${fallback}.`,
  url,
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

/** Users of that language read English in between. */
export const missingInOther: Rule = {
  id: 'loc-missing-other',
  severity: 'warning',
  summary: 'Every resource file has every string that is used.',
  help: `Translate the missing strings. Until then the texts of ${fallback} show.`,
  url,
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

/** Nobody sees it. */
export const unused: Rule = {
  id: 'loc-unused',
  severity: 'info',
  summary: `Every string in ${fallback} is used.`,
  help: 'Remove the string from all resource files, or use it as @string/name/.',
  url,
  wholeConnector: true,
  *check(context) {
    const english = fallbackResources(context.connector)
    if (english === undefined || !isWhollyRead(context.connector)) return
    const used = meantNames(context, english)
    const names = [...english.strings.keys()].filter((name) => !used.has(name))
    const [first] = names
    const place = first === undefined ? undefined : english.strings.get(first)
    if (place === undefined) return
    yield { message: `nothing uses ${listNames(names)}`, file: english.path, place }
  },
}

/** The strings that are used, or would be if no name was mistyped: then the mistake is in the other place. */
function meantNames({ connector }: RuleContext, { strings }: ResourceFile): Set<string> {
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

/** Of two only one is shown. */
export const duplicate: Rule = {
  id: 'loc-duplicate',
  severity: 'warning',
  summary: 'A resource file has each string once.',
  help: 'Remove one of the two.',
  url,
  *check({ connector }) {
    for (const { path, repeated } of resourceFiles(connector)) {
      for (const { name, element, first } of repeated) {
        const message = `the string "${name}" is there twice; the first one is on line ${first.start.line}`
        yield { message, file: path, place: attributeOf(element, 'name') ?? element }
      }
    }
  },
}

function usedNames({ connector }: RuleContext): Set<string> {
  return new Set(localisedReferences(connector).flatMap(({ name }) => (name === undefined ? [] : [name])))
}

function listNames(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => `"${name}"`)
  const more = names.length - shown.length
  return `the ${names.length === 1 ? 'string' : 'strings'} ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
