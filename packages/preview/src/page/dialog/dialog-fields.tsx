import type { FieldState } from '../../dialog/field-values.ts'
import type { DialogProps } from './dialog-window.tsx'
import { FieldInput } from './field-input.tsx'
import { OauthChoiceInput } from './oauth-choice-input.tsx'

/** The fields of a tab, one below the other. */
export function DialogFields(props: DialogProps & { fields: readonly FieldState[] }) {
  const { fields, connection } = props
  const { oauth } = connection.state
  return (
    <>
      {fields.map((state) => (
        <div key={state.field.name}>
          <FieldInput {...props} {...state} />
          {state.field.name === 'authentication' && oauth && oauth.choices.length > 1 ? (
            <OauthChoiceInput {...props} />
          ) : null}
        </div>
      ))}
    </>
  )
}
