import { attributeValue, parseXsBoolean } from '../../connector/xml-query.ts'
import { type NamedField, namedFields } from '../connection-fields/named-fields.ts'
import type { RuleContext } from '../rule.ts'

const prohibitedWords = ['token', 'secret', 'password']

export const help =
  'Values of such fields are stored and logged in clear text: ask for secrets in `password` only.'

export function openFields(context: RuleContext): NamedField[] {
  return namedFields(context).filter(
    ({ element }) => parseXsBoolean(attributeValue(element, 'secure')) !== true,
  )
}

/** The word of the packager that a text contains, or undefined. */
export function findProhibitedWord(text: string): string | undefined {
  const lower = text.toLowerCase()
  return prohibitedWords.find((word) => lower.includes(word))
}
