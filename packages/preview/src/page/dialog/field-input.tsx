import { useId } from 'preact/hooks'
import type { DialogField } from '../../dialog/dialog-model.ts'
import type { FieldProblem } from '../../dialog/dialog-state.ts'
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
  const note = noteOf(field, problem?.kind, connection.state.slowRules.includes(field.name), isWrong)
  const described = `${id}-note`
  const common = {
    id,
    name: field.name,
    'aria-invalid': isWrong,
    ...(note !== undefined && { 'aria-describedby': described }),
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
      {note === undefined ? null : (
        <p id={described} class={isWrong ? 'field-note' : 'field-note quiet'} lang="en">
          {note}
        </p>
      )}
    </div>
  )
}

/** What is wrong with the value, or why that cannot be said. */
function noteOf(
  { pattern }: DialogField,
  problem: FieldProblem['kind'] | undefined,
  isSlow: boolean,
  isWrong: boolean,
): string | undefined {
  if (isWrong) return problem === 'pattern' ? `Does not match the validation rule ${pattern}` : 'Required'
  if (pattern === undefined) return undefined
  const { difference } = validationPattern(pattern)
  if (difference !== undefined)
    return `The validation rule cannot be tried here: a browser does not know ${difference}.`
  return isSlow
    ? `The validation rule ${pattern} takes too long with this value, so it was not tried to the end.`
    : undefined
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
