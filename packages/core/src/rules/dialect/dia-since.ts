import { documentationPage } from '../../connector/documentation.ts'
import type { XmlAttribute, XmlElement } from '../../connector/xml-document.ts'
import { attributeOf, childrenNamed } from '../../connector/xml-query.ts'
import { loadsBefore, oldestRelease } from '../../package/minimum-release.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { dialectsOf } from './dialect-parts.ts'
import { beforeQuotes } from './example-sql-format.ts'
import { literalsAndPredicates } from './literals-and-predicates.ts'

/** An older Tableau does not know what came later. */
export const rule: Rule = {
  id: 'dia-since',
  severity: 'warning',
  summary: 'The oldest Tableau release that loads the connector knows all that its dialect uses.',
  help: 'Raise `min-version-tableau` in the manifest, or do without.',
  url: documentationPage('dialect'),
  wholeConnector: true,
  *check({ connector }) {
    for (const { file, format } of dialectsOf(connector)) {
      for (const element of format) {
        for (const { what, since, place } of newerFeatures(element)) {
          if (!loadsBefore(connector, since)) continue
          const message = `${what} is there since Tableau ${since}, but ${oldestRelease(connector)} and newer load the connector`
          const help = `Set min-version-tableau="${since}" in the manifest, or do without.`
          yield { message, file, place, help }
        }
      }
    }
  },
}

interface NewerFeature {
  what: string
  since: string
  place: XmlElement | XmlAttribute
}

/** Values that came after their attribute, by element. */
const newerValues: ReadonlyMap<string, { since: string; values: readonly string[] }> = new Map([
  ['format-if-then-else', { since: '2021.3', values: ['IIF_', 'IF'] }],
  ['format-simple-case', { since: '2021.4', values: ['BalancedIIF_', 'BalancedIF'] }],
  ['format-order-by', { since: '2021.4', values: ['AliasDirection', 'AliasNulls'] }],
])

/** Attributes that came after their element. */
const newerAttributes: ReadonlyMap<string, readonly string[]> = new Map([
  ['format-true', ['literal', 'predicate']],
  ['format-false', ['literal', 'predicate']],
  ['format-string-literal', ['unicode-prefix']],
])

function newerFeatures(element: XmlElement): NewerFeature[] {
  const value = attributeOf(element, 'value')
  const newer = newerValues.get(element.name)
  if (newer !== undefined && value !== undefined && newer.values.includes(value.value)) {
    return [{ what: `value="${value.value}" of <${element.name}>`, since: newer.since, place: value }]
  }
  if (element.name === 'start-of-week-format') {
    return [{ what: '<start-of-week-format>', since: '2021.3', place: element }]
  }
  if (element.name === 'supported-joins') {
    return childrenNamed(element, 'part').flatMap((part) => {
      const join = attributeOf(part, 'value')
      return join === undefined ? [] : [{ what: '`value` of a join', since: '2021.3', place: join }]
    })
  }
  // With the value of old beside them, older releases have what they need.
  if (value !== undefined && element.name !== 'format-string-literal') return []
  return (newerAttributes.get(element.name) ?? []).flatMap((name) => {
    const place = attributeOf(element, name)
    if (place === undefined) return []
    return [{ what: `\`${name}\` of <${element.name}>`, since: literalsAndPredicates, place }]
  })
}

export function example(): RuleExample {
  return {
    why: 'An older Tableau does not know the value and may refuse the dialect or write other SQL. Raise `min-version-tableau` to the release that knows it, or do without.',
    wrong: '<format-if-then-else value="IF"/>',
    right: '<format-if-then-else value="Case"/>',
    ...beforeQuotes,
  }
}
