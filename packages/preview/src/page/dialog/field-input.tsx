import { useId } from 'preact/hooks'
import type { FieldState } from '../../dialog/field-values.ts'
import { validationPattern } from '../../dialog/validation-pattern.ts'
import type { DialogProps } from './dialog-props.ts'
import { inputType } from './input-type.ts'
import { Localised } from './localised.tsx'

type FieldInputProps = DialogProps & FieldState

/** One field of the dialog with its label. */
export function FieldInput(props: FieldInputProps) {
  const { field, value, input, connection, textOf } = props
  const id = useId()
  const problem = connection.state.problems.find(({ field: name }) => name === field.name)
  const touched = Object.hasOwn(input.values, field.name)
  const isWrong = problem?.kind === 'pattern' || (problem !== undefined && touched)
  const difference = field.pattern === undefined ? undefined : validationPattern(field.pattern).difference
  const described = `${id}-note`
  const common = {
    id,
    name: field.name,
    'aria-invalid': isWrong,
    ...((isWrong || difference !== undefined) && { 'aria-describedby': described }),
  }
  if (field.valueType === 'boolean') {
    const { true: on, false: off } = field.booleanValues
    return (
      <div class="field check">
        <input
          {...common}
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
  return (
    <div class="field">
      <label for={id}>
        <Localised {...textOf(field.label)} />
      </label>
      <Control {...props} common={{ ...common, 'aria-required': !field.isOptional }} />
      {isWrong ? (
        <p id={described} class="field-note" lang="en">
          {problem?.kind === 'pattern' ? `Does not match the validation rule ${field.pattern}` : 'Required'}
        </p>
      ) : difference === undefined ? null : (
        <p id={described} class="field-note quiet" lang="en">
          {`The validation rule cannot be tried here: a browser does not know ${difference}.`}
        </p>
      )}
    </div>
  )
}

function enter({ field, input, change }: FieldInputProps, value: string): void {
  change({ values: { ...input.values, [field.name]: value } })
}

function Control(props: FieldInputProps & { common: Record<string, unknown> }) {
  const { field, value, options, textOf, common } = props
  const placeholder = textOf(field.placeholder).text
  if (field.valueType === 'selection') {
    return (
      <select {...common} value={value} onChange={({ currentTarget }) => enter(props, currentTarget.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {textOf(option.label).text}
          </option>
        ))}
      </select>
    )
  }
  if (field.valueType === 'textbox') {
    return (
      <textarea
        {...common}
        rows={4}
        placeholder={placeholder}
        value={value}
        onInput={({ currentTarget }) => enter(props, currentTarget.value)}
      />
    )
  }
  const textInput = (
    <input
      {...common}
      {...inputType(field.isSecure)}
      placeholder={placeholder}
      value={value}
      onInput={({ currentTarget }) => enter(props, currentTarget.value)}
    />
  )
  if (field.valueType !== 'file') return textInput
  return (
    <span class="file">
      {textInput}
      <button
        type="button"
        class="browse"
        disabled
        title="Tableau opens a file dialog here; type a path instead."
      >
        Browse…
      </button>
    </span>
  )
}
