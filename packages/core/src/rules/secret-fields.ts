import { documentationPage } from '../connector/documentation.ts'
import { attributeOf, attributeValue, parseXsBoolean } from '../connector/xml-query.ts'
import { type NamedField, namedFields } from './connection-fields.ts'
import { shownTexts } from './localised-values.ts'
import type { Rule, RuleContext } from './rule.ts'

const prohibitedWords = ['token', 'secret', 'password']

const url = documentationPage('security-considerations')

const help = 'Values of such fields are stored and logged in clear text: ask for secrets in `password` only.'

/** Fields that are not secure must not ask for secrets by name. */
export const fieldNameProhibitedWord: Rule = {
  id: 'field-name-prohibited-word',
  severity: 'error',
  summary: 'The name of a field that is not secure does not contain token, secret or password.',
  help,
  url,
  *check(context) {
    for (const { file, name } of openFields(context)) {
      const word = findProhibitedWord(name.value)
      if (word === undefined) continue
      if (name.value === 'password') {
        yield { message: 'the field `password` is not secure', file, place: name, help: 'Add secure="true".' }
      } else
        yield { message: `the name of the field \`${name.value}\` contains "${word}"`, file, place: name }
    }
  },
}

/** Fields that are not secure must not ask for secrets in what users read. */
export const fieldLabelProhibitedWord: Rule = {
  id: 'field-label-prohibited-word',
  severity: 'error',
  summary:
    'The label of a field that is not secure does not contain token, secret or password, in any language.',
  help,
  url,
  *check(context) {
    for (const { file, element, name } of openFields(context)) {
      const label = attributeOf(element, 'label')
      // An insecure password is one mistake, not two.
      if (label === undefined || name.value === 'password') continue
      const texts = [{ text: label.value, file: undefined }, ...shownTexts(context.connector, label.value)]
      const found = texts.find(({ text }) => findProhibitedWord(text) !== undefined)
      if (found === undefined) continue
      const origin = found.file === undefined ? '' : ` (in ${found.file})`
      const message = `the label "${found.text}"${origin} of the field \`${name.value}\` contains "${findProhibitedWord(found.text)}"`
      yield { message, file, place: label }
    }
  },
}

function openFields(context: RuleContext): NamedField[] {
  return namedFields(context).filter(
    ({ element }) => parseXsBoolean(attributeValue(element, 'secure')) !== true,
  )
}

/** The word of the packager that a text contains, or undefined. */
export function findProhibitedWord(text: string): string | undefined {
  const lower = text.toLowerCase()
  return prohibitedWords.find((word) => lower.includes(word))
}
