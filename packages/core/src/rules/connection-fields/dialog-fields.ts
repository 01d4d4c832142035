import type { Connector } from '../../connector/connector.ts'
import { filesOfKind } from '../../connector/connector-files.ts'
import type { XmlAttribute, XmlElement } from '../../connector/xml-document.ts'
import { attributeOf, attributeValue, childrenNamed, parseXsBoolean } from '../../connector/xml-query.ts'

/** A field of the connection dialog with what rules ask of it. Whatever the schema refuses may be missing. */
export interface DialogField {
  file: string
  element: XmlElement
  name: XmlAttribute
  valueType: string | undefined
  defaultValue: XmlAttribute | undefined
  /** False where users never see the field. */
  isEditable: boolean
  /** When the field shows: where any of them holds, or always where there are none. */
  conditions: DialogCondition[]
  groups: SelectionGroup[]
  /** The value sent for an empty and for a ticked box. */
  booleanValues: XmlAttribute[]
}

/** A condition on the value of a field. */
export interface DialogCondition {
  field: XmlAttribute
  value: XmlAttribute | undefined
}

/** A list of options, of which users choose one. */
export interface SelectionGroup {
  element: XmlElement
  conditions: DialogCondition[]
  /** The values of the options. */
  values: XmlAttribute[]
}

const fieldsByConnector = new WeakMap<Connector, DialogField[]>()

/** The fields of the connection dialog that have a name, in document order. */
export function dialogFields(connector: Connector): readonly DialogField[] {
  const known = fieldsByConnector.get(connector)
  if (known !== undefined) return known
  const fields = filesOfKind(connector, 'connection-fields').flatMap(({ path, document }) =>
    childrenNamed(document.root, 'field').flatMap((element) => readField(path, element)),
  )
  fieldsByConnector.set(connector, fields)
  return fields
}

/** The values that users choose from; undefined where they can type anything, or where the choice is missing. */
export function offeredValues({ valueType, groups, booleanValues }: DialogField): XmlAttribute[] | undefined {
  const values =
    valueType === 'selection'
      ? groups.flatMap((group) => group.values)
      : valueType === 'boolean'
        ? booleanValues
        : []
  return values.length === 0 ? undefined : values
}

/** Every value that the field is known to have: what it offers, or else the value that it starts with. */
export function possibleValues(field: DialogField): XmlAttribute[] {
  const { defaultValue } = field
  return offeredValues(field) ?? (defaultValue === undefined ? [] : [defaultValue])
}

/** The category of a field; `general` where it has none. */
export function categoryOf({ element }: DialogField): string {
  return attributeValue(element, 'category') ?? 'general'
}

function readField(file: string, element: XmlElement): DialogField[] {
  const name = attributeOf(element, 'name')
  if (name === undefined) return []
  return [
    {
      file,
      element,
      name,
      valueType: attributeValue(element, 'value-type'),
      defaultValue: attributeOf(element, 'default-value'),
      isEditable: parseXsBoolean(attributeValue(element, 'editable')) !== false,
      conditions: readConditions(element),
      groups: childrenNamed(element, 'selection-group').map((group) => ({
        element: group,
        conditions: readConditions(group),
        values: childrenNamed(group, 'option').flatMap(readValue),
      })),
      booleanValues: childrenNamed(element, 'boolean-options')
        .flatMap(({ children }) => children.filter(({ name }) => /^(false|true)-value$/.test(name)))
        .flatMap(readValue),
    },
  ]
}

function readConditions(parent: XmlElement): DialogCondition[] {
  return childrenNamed(parent, 'conditions')
    .flatMap((list) => childrenNamed(list, 'condition'))
    .flatMap((condition) => {
      const field = attributeOf(condition, 'field')
      return field === undefined ? [] : [{ field, value: attributeOf(condition, 'value') }]
    })
}

function readValue(element: XmlElement): XmlAttribute[] {
  const value = attributeOf(element, 'value')
  return value === undefined ? [] : [value]
}
