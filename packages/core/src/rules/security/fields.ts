import type { Connector } from '../../connector/connector.ts'
import { documentationPage } from '../../connector/documentation.ts'
import type { XmlAttribute } from '../../connector/xml-document.ts'
import { attributeOf, attributeValue, parseXsBoolean } from '../../connector/xml-query.ts'
import { type DialogField, dialogFields } from '../dialog-fields.ts'
import { shownTexts } from '../localised-values.ts'
import type { Rule } from '../rule.ts'
import { findProhibitedWord } from '../secret-fields.ts'
import { findPersonalWords, findSecretWords, toWords } from './secret-words.ts'

const url = documentationPage('security-considerations')

/** A name or label of a field. */
interface FieldText {
  attribute: XmlAttribute
  text: string
  /** How a message calls it. */
  shown: string
}

/** Values of fields of one's own are stored and logged as they are. */
export const sensitiveField: Rule = {
  id: 'sec-sensitive-field',
  severity: 'warning',
  gallerySeverity: 'error',
  summary:
    'Only the field `password` asks for something secret, and no field of your own for data about persons.',
  help: 'Values of other fields are stored in workbooks and logged in clear text: ask for secrets in `password` only.',
  url,
  *check({ connector }) {
    for (const field of typedFields(connector)) {
      const texts = textsOf(connector, field)
      // The packager's rules have found these.
      if (texts.some(({ text }) => findProhibitedWord(text) !== undefined)) continue
      for (const { attribute, text, shown } of texts) {
        const secret = findSecretWords(text)
        const word = secret ?? (field.name.value === 'username' ? undefined : findPersonalWords(text))
        if (word === undefined) continue
        const what = secret === undefined ? 'data about a person' : 'a secret'
        const message = `${shown} of the field \`${field.name.value}\` asks for ${what} ("${word}")`
        yield { message, file: field.file, place: attribute }
        break
      }
    }
  },
}

const freeformWords =
  / (additional|advanced|extra|other|further|custom|driver|jdbc|odbc|connection|connect) (connection |driver |jdbc |odbc |url )?(properties|props|parameters|params|options|attributes|extras|string) | connection string | (jdbc|odbc) url | connectionstring | connstr /

/** Whoever types properties can type credentials, and switch off what the connector relies on. */
export const freeformProperties: Rule = {
  id: 'sec-freeform-properties',
  severity: 'warning',
  gallerySeverity: 'error',
  summary: 'No field takes connection properties of any name.',
  help: 'Add a field of the category advanced for each property that users need.',
  url,
  *check({ connector }) {
    for (const field of typedFields(connector)) {
      const texts = textsOf(connector, field)
      const found = texts.find(({ text }) => freeformWords.test(toWords(text)))
      const message = `of the field \`${field.name.value}\` asks for connection properties of any name`
      if (found !== undefined) {
        yield { message: `${found.shown} ${message}`, file: field.file, place: found.attribute }
        continue
      }
      const hint = [attributeOf(field.element, 'placeholder'), field.defaultValue].find(
        (attribute) => attribute !== undefined && isPropertyList(attribute.value),
      )
      if (hint === undefined) continue
      yield {
        message: `the ${hint.name} "${hint.value.slice(0, 80)}" ${message}`,
        file: field.file,
        place: hint,
      }
    }
  },
}

/** Whether a text is a list such as `a=1;b=2`. */
function isPropertyList(text: string): boolean {
  const pairs = text
    .slice(0, 1000)
    .split(/[;&\n]/)
    .filter((pair) => pair.trim() !== '')
  return pairs.length > 1 && pairs.every((pair) => /^\s*[\w.-]+\s*=/.test(pair))
}

/** A client secret by itself may be what a database calls a password. */
const oauthWords = / (refresh token|oauth2? ([a-z]+ )?(token|secret)) /

/** Tableau can do OAuth itself. */
export const oauthSecretField: Rule = {
  id: 'sec-oauth-secret-field',
  severity: 'warning',
  gallerySeverity: 'error',
  summary: 'The field `password` does not ask for secrets of OAuth.',
  help: 'Let Tableau do the sign-in: offer `oauth` in the field `authentication` and add an OAuth configuration.',
  url,
  *check({ connector }) {
    for (const field of dialogFields(connector)) {
      // In other fields the packager's rules find these words.
      if (field.name.value !== 'password' || !isSecure(field)) continue
      const found = textsOf(connector, field).find(({ text }) => oauthWords.test(toWords(text)))
      if (found === undefined) continue
      const message = `${found.shown} of the field \`password\` asks for a secret of OAuth`
      yield { message, file: field.file, place: found.attribute }
    }
  },
}

/** The fields that users type something into that is not protected. */
function typedFields(connector: Connector): DialogField[] {
  return dialogFields(connector).filter(
    (field) =>
      (field.valueType === 'string' || field.valueType === 'textbox') &&
      field.isEditable &&
      (field.name.value === 'username' || /^(v-|vendor[123]$)/.test(field.name.value)) &&
      !isSecure(field),
  )
}

function isSecure({ element }: DialogField): boolean {
  return parseXsBoolean(attributeValue(element, 'secure')) === true
}

/** The name of a field and its label in every language. */
function textsOf(connector: Connector, { element, name }: DialogField): FieldText[] {
  const label = attributeOf(element, 'label')
  const texts: FieldText[] = [{ attribute: name, text: name.value, shown: 'the name' }]
  if (label === undefined) return texts
  for (const { text, file } of shownTexts(connector, label.value)) {
    const origin = file === undefined ? '' : ` (in ${file})`
    texts.push({ attribute: label, text, shown: `the label "${text}"${origin}` })
  }
  return texts
}
