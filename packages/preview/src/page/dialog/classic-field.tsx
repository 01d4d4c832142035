import { useId } from 'preact/hooks'
import type { FieldState } from '../../dialog/field-values.ts'
import type { DialogProps } from './dialog-props.ts'
import { inputType } from './input-type.ts'
import { Localised } from './localised.tsx'

type ClassicFieldProps = DialogProps & FieldState

/** One field of an old dialog with its label. */
export function ClassicField(props: ClassicFieldProps) {
  const { dialog, field } = props
  if (field.valueType === 'boolean') return <CheckBox {...props} />
  const isChoice = field.valueType === 'selection'
  return isChoice && dialog.classic?.choice === 'radio' ? <RadioButtons {...props} /> : <Row {...props} />
}

function enter({ field, input, change }: ClassicFieldProps, value: string): void {
  change({ values: { ...input.values, [field.name]: value } })
}

function CheckBox(props: ClassicFieldProps) {
  const { field, value, textOf } = props
  const { true: on, false: off } = field.booleanValues
  const id = useId()
  return (
    <div class="classic-row check">
      <input
        id={id}
        type="checkbox"
        checked={value === on}
        onChange={({ currentTarget }) => enter(props, currentTarget.checked ? on : off)}
      />
      <label for={id}>
        <Localised {...textOf(field.label)} />
      </label>
    </div>
  )
}

function RadioButtons(props: ClassicFieldProps) {
  const { field, value, options, textOf } = props
  const name = useId()
  return (
    <fieldset class="classic-radio">
      <legend>
        <Localised {...textOf(field.label)} />
      </legend>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => enter(props, option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  )
}

function Row(props: ClassicFieldProps) {
  const { field, value, options, textOf } = props
  const id = useId()
  return (
    <div class={`classic-row ${field.name}`}>
      <label for={id}>
        <Localised {...textOf(field.label)} />
      </label>
      {field.valueType === 'selection' ? (
        <select id={id} value={value} onChange={({ currentTarget }) => enter(props, currentTarget.value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          {...inputType(field.isSecure)}
          aria-required={!field.isOptional}
          placeholder={textOf(field.placeholder).text}
          value={value}
          onInput={({ currentTarget }) => enter(props, currentTarget.value)}
        />
      )}
    </div>
  )
}
