import type { XmlElement } from '../../connector/xml-document.ts'
import { attributeValue, childrenNamed, parseXsBoolean } from '../../connector/xml-query.ts'
import type { ConnectorDescription, DescribedField } from './connector-description.ts'

/** The fields of a dialog of today. */
export function describeFields(file: string, root: XmlElement): DescribedField[] {
  return childrenNamed(root, 'field').map((field) => {
    const flag = (name: string, fallback: boolean): boolean =>
      parseXsBoolean(attributeValue(field, name)) ?? fallback
    return {
      file,
      name: attributeValue(field, 'name') ?? '',
      label: attributeValue(field, 'label'),
      category: attributeValue(field, 'category') ?? 'general',
      valueType: attributeValue(field, 'value-type'),
      defaultValue: attributeValue(field, 'default-value'),
      optional: flag('optional', false),
      editable: flag('editable', true),
      secure: flag('secure', false),
      options: describeOptions(field),
      conditions: describeConditions(field),
    }
  })
}

function describeOptions(field: XmlElement): string[] | undefined {
  const options = childrenNamed(field, 'selection-group').flatMap((group) => childrenNamed(group, 'option'))
  const boxes = childrenNamed(field, 'boolean-options').flatMap(({ children }) => children)
  const values = [...options, ...boxes].map((option) => attributeValue(option, 'value') ?? '')
  return values.length === 0 ? undefined : [...new Set(values)]
}

function describeConditions(field: XmlElement): DescribedField['conditions'] {
  return childrenNamed(field, 'conditions')
    .flatMap((conditions) => childrenNamed(conditions, 'condition'))
    .map((condition) => ({
      field: attributeValue(condition, 'field') ?? '',
      value: attributeValue(condition, 'value'),
    }))
}

/** The prompts that an old dialog shows, and its way to sign in. */
export function describePrompts(file: string, root: XmlElement): ConnectorDescription['prompts'] {
  return root.children
    .flatMap(({ children }) => children)
    .filter(({ name }) => name === 'authentication-mode' || /^(?!show-).*-prompt$/.test(name))
    .map((prompt) => ({ file, name: prompt.name, label: attributeValue(prompt, 'value') }))
}
