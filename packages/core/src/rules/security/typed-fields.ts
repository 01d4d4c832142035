import type { Connector } from '../../connector/connector.ts'
import type { XmlAttribute } from '../../connector/xml-document.ts'
import { attributeOf, attributeValue, parseXsBoolean } from '../../connector/xml-query.ts'
import { type DialogField, dialogFields } from '../connection-fields/dialog-fields.ts'
import { shownTexts } from '../localisation/localised-values.ts'

/** A name or label of a field. */
interface FieldText {
  attribute: XmlAttribute
  text: string
  /** How a message calls it. */
  shown: string
}

/** The fields that users type something into that is not protected. */
export function typedFields(connector: Connector): DialogField[] {
  return dialogFields(connector).filter(
    (field) =>
      (field.valueType === 'string' || field.valueType === 'textbox') &&
      field.isEditable &&
      (field.name.value === 'username' || /^(v-|vendor[123]$)/.test(field.name.value)) &&
      !isSecure(field),
  )
}

export function isSecure({ element }: DialogField): boolean {
  return parseXsBoolean(attributeValue(element, 'secure')) === true
}

/** The name of a field and its label in every language. */
export function textsOf(connector: Connector, { element, name }: DialogField): FieldText[] {
  const label = attributeOf(element, 'label')
  const texts: FieldText[] = [{ attribute: name, text: name.value, shown: 'the name' }]
  if (label === undefined) return texts
  for (const { text, file } of shownTexts(connector, label.value)) {
    const origin = file === undefined ? '' : ` (in ${file})`
    texts.push({ attribute: label, text, shown: `the label "${text}"${origin}` })
  }
  return texts
}
