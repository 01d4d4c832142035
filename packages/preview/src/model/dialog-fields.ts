import type { Connector } from '@tacosmith/core'
import {
  attributeValue,
  childrenNamed,
  collapseBlanks,
  findPath,
  parseXsBoolean,
  type XmlElement,
} from '@tacosmith/core/adapter'
import {
  type Category,
  type Condition,
  categories,
  type DialogField,
  type OauthChoice,
  type Option,
  type ValueType,
} from '../dialog/dialog-model.ts'
import { placeOf, rootsOf } from './xml-roots.ts'

/** The fields of a dialog of today, in the order in which Tableau draws them. */
export function readFields(connector: Connector, oauth: readonly OauthChoice[]): DialogField[] {
  const declared = rootsOf(connector, 'connection-fields').flatMap(({ file, root }) =>
    childrenNamed(root, 'field').map((field) => readField(file, field)),
  )
  const all = [...declared, ...databaseField(connector), ...instanceField(declared, oauth)]
  // Of two fields with one name the schema refuses the second; a page needs different ones in any case.
  const once = all.filter(({ name }, index) => all.findIndex((other) => other.name === name) === index)
  return categories.flatMap((category) => once.filter((field) => field.category === category))
}

/** A field that the dialog has without anything being said about it. */
export function plainField(name: string, label: string): DialogField {
  return {
    ...{ name, label, category: 'general', valueType: 'string', defaultValue: '', placeholder: '' },
    ...{
      isEditable: true,
      isOptional: false,
      isSecure: false,
      conditions: [],
      pattern: undefined,
      groups: [],
    },
    ...{ booleanValues: { false: 'false', true: 'true' }, place: undefined },
  }
}

const VALUE_TYPES: readonly ValueType[] = ['string', 'selection', 'boolean', 'file', 'textbox']

function readField(file: string, field: XmlElement): DialogField {
  const text = (name: string): string => attributeValue(field, name) ?? ''
  const flag = (name: string, fallback: boolean): boolean =>
    parseXsBoolean(attributeValue(field, name)) ?? fallback
  const rule = childrenNamed(field, 'validation-rule')[0]
  return {
    name: collapseBlanks(text('name')),
    label: text('label'),
    category: oneOf<Category>(categories, text('category'), 'general'),
    valueType: oneOf(VALUE_TYPES, text('value-type'), 'string'),
    defaultValue: text('default-value'),
    placeholder: text('placeholder'),
    isEditable: flag('editable', true),
    isOptional: flag('optional', false),
    isSecure: flag('secure', false),
    conditions: readConditions(field),
    pattern: rule && attributeValue(rule, 'reg-exp'),
    groups: childrenNamed(field, 'selection-group').map((group) => ({
      conditions: readConditions(group),
      options: childrenNamed(group, 'option').map(readOption),
    })),
    booleanValues: readBooleanValues(field),
    place: placeOf(file, field),
  }
}

function oneOf<T extends string>(known: readonly T[], value: string, fallback: T): T {
  return known.find((one) => one === collapseBlanks(value)) ?? fallback
}

function readConditions(element: XmlElement): Condition[] {
  return childrenNamed(element, 'conditions')
    .flatMap((conditions) => childrenNamed(conditions, 'condition'))
    .map((condition) => ({
      field: collapseBlanks(attributeValue(condition, 'field') ?? ''),
      value: attributeValue(condition, 'value') ?? '',
    }))
}

function readOption(option: XmlElement): Option {
  return { label: attributeValue(option, 'label') ?? '', value: attributeValue(option, 'value') ?? '' }
}

/** Without values of its own a check box gives `true` or `false`. */
function readBooleanValues(field: XmlElement): DialogField['booleanValues'] {
  const options = childrenNamed(field, 'boolean-options')[0]
  const choiceValue = (name: string, fallback: string): string => {
    const element = options && findPath(options, name)
    return (element && attributeValue(element, 'value')) ?? fallback
  }
  return { false: choiceValue('false-value', 'false'), true: choiceValue('true-value', 'true') }
}

/** The database that the metadata asks for before signing in. */
function databaseField(connector: Connector): DialogField[] {
  const found = rootsOf(connector, 'connection-metadata').flatMap(({ file, root }) =>
    childrenNamed(root, 'database').map((element) => ({ file, element })),
  )[0]
  if (found === undefined || parseXsBoolean(attributeValue(found.element, 'enabled')) !== true) return []
  const field = childrenNamed(found.element, 'field')[0]
  return [
    {
      ...plainField('dbname', attributeValue(found.element, 'label') ?? 'Database'),
      category: 'metadata',
      defaultValue: (field && attributeValue(field, 'default-value')) ?? '',
      isOptional: (field && parseXsBoolean(attributeValue(field, 'optional'))) ?? false,
      place: placeOf(found.file, found.element),
    },
  ]
}

/** Where a configuration lets users give the address of their own instance, and no field asks for it. */
function instanceField(declared: readonly DialogField[], oauth: readonly OauthChoice[]): DialogField[] {
  const isAsked = declared.some(({ name }) => name === 'instanceurl')
  if (isAsked || !oauth.some(({ hasCustomDomain }) => hasCustomDomain)) return []
  const isChoice = declared.some(({ name }) => name === 'authentication')
  return [
    {
      ...plainField('instanceurl', 'Instance URL'),
      category: 'authentication',
      defaultValue: oauth.find(({ hasCustomDomain }) => hasCustomDomain)?.defaultInstanceUrl ?? '',
      conditions: isChoice ? [{ field: 'authentication', value: 'oauth' }] : [],
    },
  ]
}
