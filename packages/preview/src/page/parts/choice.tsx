import { useId } from 'preact/hooks'

interface ChoiceProps<Value extends string> {
  label: string
  hint?: string
  value: Value
  options: readonly (readonly [value: Value, label: string])[]
  onChange(value: Value): void
}

/** A labelled drop-down of the page itself. */
export function Choice<Value extends string>({ label, hint, value, options, onChange }: ChoiceProps<Value>) {
  const id = useId()
  return (
    <span class="choice" title={hint}>
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value as Value)}>
        {options.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    </span>
  )
}
