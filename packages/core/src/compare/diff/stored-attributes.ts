import type { Connector } from '../../connector/connector.ts'
import type { XmlElement } from '../../connector/xml-document.ts'
import {
  attributeValue,
  childrenNamed,
  collapseBlanks,
  descendants,
  parseXsBoolean,
} from '../../connector/xml-query.ts'
import { rootsOf } from './subjects.ts'

/** What workbooks and data sources store of a connection under one name. */
export interface StoredAttribute {
  name: string
  file: string
  /** What users call it. */
  label?: string
  /** What kind of thing it is: category and type of the field. */
  kind?: string
  /** The values that users can choose, with their labels; undefined where they can type anything. */
  values?: ReadonlyMap<string, string>
  /** True where an old dialog may or may not ask for it. */
  isImplied?: boolean
}

/** Everything that is stored of a connection, by name. Passwords are not. */
export function storedAttributes(connector: Connector): ReadonlyMap<string, StoredAttribute> {
  const fields = rootsOf(connector, 'connection-fields').flatMap(({ file, root }) =>
    childrenNamed(root, 'field').map((field) => fieldAttribute(file, field)),
  )
  const prompts = rootsOf(connector, 'connection-dialog').flatMap(({ file, root }) =>
    childrenNamed(root, 'connection-config').flatMap((config) => promptAttributes(file, config)),
  )
  const stored = [...fields, ...prompts].filter(({ name }) => name !== '' && name !== 'password')
  return new Map(stored.map((attribute) => [attribute.name, attribute]))
}

function fieldAttribute(file: string, field: XmlElement): StoredAttribute {
  const label = attributeValue(field, 'label')
  const values = valuesOf(field)
  return {
    name: collapseBlanks(attributeValue(field, 'name') ?? ''),
    file,
    ...(label !== undefined && { label }),
    kind: `${attributeValue(field, 'category') ?? 'general'} ${attributeValue(field, 'value-type') ?? ''}`,
    ...(values.size > 0 && { values }),
  }
}

function valuesOf(field: XmlElement): Map<string, string> {
  const fixed = attributeValue(field, 'default-value')
  if (parseXsBoolean(attributeValue(field, 'editable')) === false && fixed !== undefined)
    return new Map([[fixed, '']])
  const type = attributeValue(field, 'value-type')
  if (type === 'selection') return labelled([...descendants(field, 'option')], 'label')
  if (type !== 'boolean') return new Map()
  const boxes = childrenNamed(field, 'boolean-options').flatMap(({ children }) => children)
  return new Map(boxes.map((box) => [attributeValue(box, 'value') ?? '', box.name]))
}

function labelled(options: readonly XmlElement[], label: string): Map<string, string> {
  return new Map(
    options.flatMap((option) => {
      const value = attributeValue(option, 'value')
      return value === undefined ? [] : [[value, attributeValue(option, label) ?? '']]
    }),
  )
}

/** What users fill in where an old dialog has an element. */
const prompts: Readonly<Record<string, string>> = {
  'port-prompt': 'port',
  'service-prompt': 'service',
  'warehouse-prompt': 'warehouse',
  'vendor1-prompt': 'vendor1',
  'vendor2-prompt': 'vendor2',
  'vendor3-prompt': 'vendor3',
}

/** The same for elements that are switched on. */
const switches: Readonly<Record<string, string>> = {
  'show-ssl-checkbox': 'sslmode',
  'show-instance-url-prompt': 'instanceurl',
}

function promptAttributes(file: string, config: XmlElement): StoredAttribute[] {
  const shown = config.children.flatMap((element): StoredAttribute[] => {
    const value = attributeValue(element, 'value')
    const name = prompts[element.name]
    if (name !== undefined) return [{ name, file, ...(value !== undefined && { label: value }) }]
    const switched = switches[element.name]
    return switched === undefined || parseXsBoolean(value) !== true ? [] : [{ name: switched, file }]
  })
  const usual = ['server', 'username'].map((name) => ({ name, file, isImplied: true }))
  return [...usual, ...shown, signInAttribute(file, config)]
}

/** The name of an option may stand for its label; what is stored is its value. */
function signInAttribute(file: string, config: XmlElement): StoredAttribute {
  const options = childrenNamed(config, 'authentication-options').flatMap(({ children }) => children)
  const values = labelled(options, 'name')
  return { name: 'authentication', file, ...(values.size > 0 && { values }) }
}
