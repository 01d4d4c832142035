import type { Condition, DialogField, DialogModel, Option } from './dialog-model.ts'
import { localise } from './dialog-texts.ts'

/** A field as it stands in a dialog that somebody fills in. */
export interface FieldState {
  field: DialogField
  /** Whether its conditions hold, and those of the fields they ask for. */
  isVisible: boolean
  /** What was typed or chosen, else the default. */
  value: string
  /** What can be chosen now; empty for a field that is typed. */
  options: Option[]
}

/**
 * The values of all fields, and which of them show.
 *
 * @param language - Default values may be strings of the resource files, too.
 */
export function fieldStates(
  model: Pick<DialogModel, 'fields' | 'texts'>,
  values: Readonly<Record<string, string>>,
  language: string,
): Map<string, FieldState> {
  const fields = model.fields.map((field) => ({
    ...field,
    defaultValue: localise(model, language, field.defaultValue).text,
  }))
  return new FieldValues(fields, values).all()
}

/** No dialog has fields that depend on so many others, one on the other; a stack ends somewhere. */
const MAXIMUM_DEPTH = 500

class FieldValues {
  readonly #fields: ReadonlyMap<string, DialogField>
  readonly #values: Readonly<Record<string, string>>
  readonly #states: Map<string, FieldState> = new Map()
  /** Those that are being worked out: conditions may go in a circle. */
  readonly #open: Set<string> = new Set()

  constructor(fields: readonly DialogField[], values: Readonly<Record<string, string>>) {
    this.#fields = new Map(fields.map((field) => [field.name, field]))
    this.#values = values
  }

  all(): Map<string, FieldState> {
    for (const field of this.#fields.values()) this.#stateOf(field)
    // In the order of the dialog, whatever had to be worked out first.
    return new Map([...this.#fields.keys()].flatMap((name) => this.#entry(name)))
  }

  #entry(name: string): [string, FieldState][] {
    const state = this.#states.get(name)
    return state === undefined ? [] : [[name, state]]
  }

  #stateOf(field: DialogField): FieldState {
    const known = this.#states.get(field.name)
    if (known !== undefined) return known
    this.#open.add(field.name)
    const isVisible = this.#holdsAny(field.conditions)
    const options = this.#optionsOf(field)
    const state = { field, isVisible, options, value: this.#valueOf(field, options) }
    this.#open.delete(field.name)
    this.#states.set(field.name, state)
    return state
  }

  /** Without conditions always; a field that is hidden has no value that could be asked for. */
  #holdsAny(conditions: readonly Condition[]): boolean {
    if (conditions.length === 0) return true
    return conditions.some(({ field: name, value }) => {
      const field = this.#fields.get(name)
      const isEndless = this.#open.has(name) || this.#open.size > MAXIMUM_DEPTH
      if (field === undefined || isEndless) return false
      const state = this.#stateOf(field)
      return state.isVisible && state.value === value
    })
  }

  #optionsOf({ groups }: DialogField): Option[] {
    return groups.find(({ conditions }) => this.#holdsAny(conditions))?.options ?? []
  }

  #valueOf(field: DialogField, options: readonly Option[]): string {
    const { name, defaultValue, valueType, booleanValues } = field
    const typed = field.isEditable && Object.hasOwn(this.#values, name) ? this.#values[name] : undefined
    if (valueType === 'boolean') {
      const value = typed ?? defaultValue
      return value === booleanValues.true ? booleanValues.true : booleanValues.false
    }
    if (valueType !== 'selection') return typed ?? defaultValue
    // A value that is not offered any more, since another group shows, gives way to the first option.
    const wanted = typed ?? defaultValue
    return options.some(({ value }) => value === wanted) ? wanted : (options[0]?.value ?? '')
  }
}
