import { documentationPage } from '../../connector/documentation.ts'
import { localisedStringPrefix } from '../../connector/resource-files.ts'
import type { XmlElement } from '../../connector/xml-document.ts'
import { attributeValue, childrenNamed } from '../../connector/xml-query.ts'
import type { Rule } from '../rule.ts'
import type { RuleExample } from '../rule-example.ts'
import { dialogFields, offeredValues } from './dialog-fields.ts'
import { atTheEnd, end } from './example-fields.ts'

/** Longer texts are no default that anybody wrote, and may keep an expression busy. */
const longestDefault = 100

/** With these a match may take for ever, so an expression with more of them, or with repeated groups, is not tried. */
const mostRepetitions = 3

/** One after the other, each doubles the ways in which the same text may match. */
const mostAlternatives = 6

/** No dialog has more fields with a default and a rule; a hostile one would keep us busy. */
const mostTries = 100

/** A default that the dialog itself refuses. */
export const rule: Rule = {
  id: 'cf-default-breaks-rule',
  severity: 'warning',
  summary: 'The default of a field meets the field’s own validation rule.',
  help: 'Correct the default or the regular expression.',
  url: documentationPage('mcd'),
  *check({ connector }) {
    let tries = 0
    for (const field of dialogFields(connector)) {
      const { file, element, name, defaultValue } = field
      const text = defaultValue?.value ?? ''
      if (defaultValue === undefined || text === '' || text.length > longestDefault) continue
      // What a localised text becomes is in other files.
      if (offeredValues(field) !== undefined || text.startsWith(localisedStringPrefix)) continue
      const broken = rulesOf(element).find((rule) => tries++ < mostTries && isBroken(rule, text))
      if (broken === undefined) continue
      const message = `the default "${text}" of \`${name.value}\` does not match its regular expression ${broken}`
      yield { message, file, place: defaultValue }
    }
  },
}

function rulesOf(element: XmlElement): string[] {
  return childrenNamed(element, 'validation-rule').map((rule) => attributeValue(rule, 'reg-exp') ?? '')
}

/** Whether a text holds no match at all: then it breaks the rule also where only a part has to match. */
function isBroken(expression: string, text: string): boolean {
  if (expression === '' || !isQuick(expression)) return false
  try {
    return !new RegExp(expression, 'u').test(text)
  } catch {
    // Tableau may read what JavaScript does not.
    return false
  }
}

function isQuick(expression: string): boolean {
  if (expression.length > 500) return false
  const plain = expression.replaceAll(/\\./g, 'x').replaceAll(/\[[^\]]*\]/g, 'x')
  const count = (signs: RegExp): number => plain.match(signs)?.length ?? 0
  return !/\)[*+?{]/.test(plain) && count(/[*+?{]/g) <= mostRepetitions && count(/\|/g) <= mostAlternatives
}

export function example(): RuleExample {
  const zone = (value: string): string =>
    `<field name="v-zone" label="Zone" value-type="string" default-value="${value}">
  <validation-rule reg-exp="^[a-z]+-[0-9]$"/>
</field>${end}`

  return {
    why: 'The dialog refuses its own default: users cannot sign in until they have found out what to change.',
    file: 'connection-fields.xml',
    wrong: zone('north'),
    right: zone('north-1'),
    context: atTheEnd(['v-zone']),
  }
}
