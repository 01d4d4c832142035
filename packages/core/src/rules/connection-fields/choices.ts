import { childrenNamed } from '../../connector/xml-query.ts'
import type { RuleFinding } from '../rule.ts'
import type { DialogField } from './dialog-fields.ts'

export function missingChoice(
  { file, element, name }: DialogField,
  what: string,
  needed: string,
): RuleFinding {
  const other = element.children.find((child) => isChoice(child.name))
  const instead = other === undefined ? '' : `, only a <${other.name}>`
  return {
    message: `the field \`${name.value}\` is ${what} but has no <${needed}>${instead}`,
    file,
    place: other ?? name,
  }
}

export function isChoice(name: string): boolean {
  return name === 'selection-group' || name === 'boolean-options'
}

export function hasChild({ element }: DialogField, name: string): boolean {
  return childrenNamed(element, name).length > 0
}
