import { documentationPage } from '../../connector/documentation.ts'
import type { XmlAttribute } from '../../connector/xml-document.ts'
import { childrenNamed } from '../../connector/xml-query.ts'
import { type DialogField, dialogFields } from '../dialog-fields.ts'
import type { Rule, RuleFinding } from '../rule.ts'

const url = documentationPage('mcd')

/** Without them it is open what a box sends. */
export const booleanNeedsOptions: Rule = {
  id: 'cf-boolean-needs-options',
  severity: 'error',
  summary: 'A boolean field has `boolean-options`, the values for an empty and for a ticked box.',
  help: 'Add <boolean-options><false-value value="..."/><true-value value="..."/></boolean-options>.',
  url,
  *check({ connector }) {
    for (const field of dialogFields(connector)) {
      if (field.valueType !== 'boolean' || hasChild(field, 'boolean-options')) continue
      yield missingChoice(field, 'a boolean', 'boolean-options')
    }
  },
}

/** Without them there is nothing to select. */
export const selectionNeedsGroup: Rule = {
  id: 'cf-selection-needs-group',
  severity: 'error',
  summary: 'A selection field has a `selection-group`, the options that users choose from.',
  help: 'Add <selection-group> with an <option label="..." value="..."/> for each choice.',
  url,
  *check({ connector }) {
    for (const field of dialogFields(connector)) {
      if (field.valueType !== 'selection' || hasChild(field, 'selection-group')) continue
      yield missingChoice(field, 'a selection', 'selection-group')
    }
  },
}

function missingChoice({ file, element, name }: DialogField, what: string, needed: string): RuleFinding {
  const other = element.children.find((child) => isChoice(child.name))
  const instead = other === undefined ? '' : `, only a <${other.name}>`
  return {
    message: `the field \`${name.value}\` is ${what} but has no <${needed}>${instead}`,
    file,
    place: other ?? name,
  }
}

/** Options of another type of field have no effect. */
export const optionsOnWrongType: Rule = {
  id: 'cf-options-on-wrong-type',
  severity: 'warning',
  summary: '`selection-group` belongs to selection fields, `boolean-options` to boolean fields.',
  help: 'Change the `value-type` of the field, or remove the element.',
  url,
  *check({ connector }) {
    for (const { file, element, name, valueType } of dialogFields(connector)) {
      // A selection or boolean without its own choice is found above; an unknown type by the schema.
      if (valueType !== 'string' && valueType !== 'textbox' && valueType !== 'file') continue
      const choice = element.children.find((child) => isChoice(child.name))
      if (choice === undefined) continue
      const fitting = choice.name === 'selection-group' ? 'selection' : 'boolean'
      const message = `<${choice.name}> has no effect in \`${name.value}\`, whose value-type is ${valueType}, not ${fitting}`
      yield { message, file, place: choice }
    }
  },
}

function isChoice(name: string): boolean {
  return name === 'selection-group' || name === 'boolean-options'
}

function hasChild({ element }: DialogField, name: string): boolean {
  return childrenNamed(element, name).length > 0
}

/** Options with one value cannot be told apart. */
export const duplicateOption: Rule = {
  id: 'cf-duplicate-option',
  severity: 'warning',
  summary: 'The options of a group, and the two values of a boolean field, differ.',
  help: 'Give each option a value of its own, or remove one.',
  url,
  *check({ connector }) {
    for (const { file, name, groups, booleanValues } of dialogFields(connector)) {
      for (const values of [...groups.map((group) => group.values), booleanValues]) {
        for (const { first, second } of repeatedValues(values)) {
          const message = `the value "${second.value}" is in the field \`${name.value}\` twice; the first one is on line ${first.start.line}`
          yield { message, file, place: second }
        }
      }
    }
  },
}

function* repeatedValues(
  values: readonly XmlAttribute[],
): Iterable<{ first: XmlAttribute; second: XmlAttribute }> {
  const seen = new Map<string, XmlAttribute>()
  for (const second of values) {
    const first = seen.get(second.value)
    if (first !== undefined) yield { first, second }
    else seen.set(second.value, second)
  }
}

/** A group that always shows leaves no room for another. */
export const severalGroupsUnconditional: Rule = {
  id: 'cf-several-groups-unconditional',
  severity: 'warning',
  summary: 'Where a field has several selection groups, each has conditions.',
  help: 'Add <conditions> to the group, or join the groups.',
  url,
  *check({ connector }) {
    for (const { file, name, groups } of dialogFields(connector)) {
      if (groups.length < 2) continue
      const always = groups.find(({ element }) => childrenNamed(element, 'conditions').length === 0)
      if (always === undefined) continue
      const message = `the field \`${name.value}\` has ${groups.length} selection groups, but this one shows always, for it has no conditions`
      yield { message, file, place: always.element }
    }
  },
}
