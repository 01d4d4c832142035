import {
  attributeValue,
  childrenNamed,
  collapseBlanks,
  parseXsBoolean,
  type XmlElement,
} from '@tacosmith/core/adapter'
import type { DialogField, Place } from '../dialog/dialog-model.ts'
import { plainField } from './dialog-fields.ts'
import { placeOf } from './xml-roots.ts'

/** The settings of a `.tcd` file. */
export class ClassicConfig {
  readonly #file: string
  readonly #settings: XmlElement[]

  constructor(file: string, root: XmlElement) {
    this.#file = file
    this.#settings = childrenNamed(root, 'connection-config').flatMap(({ children }) => children)
  }

  setting(name: string): XmlElement | undefined {
    return this.#settings.find((element) => element.name === name)
  }

  has(name: string): boolean {
    return this.setting(name) !== undefined
  }

  valueOf(name: string): string | undefined {
    const element = this.setting(name)
    const value = element && attributeValue(element, 'value')
    return value === undefined ? undefined : collapseBlanks(value)
  }

  isOn(name: string): boolean {
    return parseXsBoolean(this.valueOf(name)) === true
  }

  isOff(name: string): boolean {
    return parseXsBoolean(this.valueOf(name)) === false
  }

  placeOf(...names: string[]): Place | undefined {
    const element = names.map((name) => this.setting(name)).find((found) => found !== undefined)
    return element && placeOf(this.#file, element)
  }

  /** What prompts ask for, each with its attribute; those that are disabled are left out. */
  prompts(
    prompts: readonly [prompt: string, attribute: string][],
    category: DialogField['category'],
  ): DialogField[] {
    return prompts.flatMap(([prompt, attribute]): DialogField[] => {
      const element = this.setting(prompt)
      if (element === undefined || parseXsBoolean(attributeValue(element, 'enabled')) === false) return []
      const isOptional = parseXsBoolean(attributeValue(element, 'optional')) === true
      return [
        {
          ...plainField(attribute, attributeValue(element, 'value') ?? ''),
          category,
          defaultValue: attributeValue(element, 'default') ?? '',
          placeholder: isOptional ? 'Optional' : '',
          isOptional,
          place: placeOf(this.#file, element),
        },
      ]
    })
  }

  /** A check box that a setting shows. */
  checkBox(
    setting: string,
    { name, label, on, isTicked }: { name: string; label: string; on: string; isTicked: boolean },
  ): DialogField[] {
    if (!this.isOn(setting)) return []
    return [
      {
        ...plainField(name, label),
        category: 'ssl',
        valueType: 'boolean',
        defaultValue: isTicked ? on : '',
        booleanValues: { false: '', true: on },
        place: this.placeOf(setting),
      },
    ]
  }
}
