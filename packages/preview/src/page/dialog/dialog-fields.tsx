import { Fragment } from 'preact'
import type { FieldState } from '../../dialog/field-values.ts'
import type { DialogProps } from './dialog-props.ts'
import { FieldInput } from './field-input.tsx'
import { OauthChoiceInput } from './oauth-choice-input.tsx'

/** The fields of a tab, one below the other, with the choice of an OAuth configuration among them. */
export function DialogFields(props: DialogProps & { fields: readonly FieldState[] }) {
  const { fields } = props
  const before = positionOfOauthChoice(fields)
  return (
    <>
      {fields.map((state, index) => (
        <Fragment key={state.field.name}>
          {index === before ? <OauthChoiceInput {...props} /> : null}
          <FieldInput {...props} {...state} />
        </Fragment>
      ))}
      {before === fields.length ? <OauthChoiceInput {...props} /> : null}
    </>
  )
}

/** Behind the field `authentication`; where that one is not drawn, behind what stands before its category. */
function positionOfOauthChoice(fields: readonly FieldState[]): number {
  const index = fields.findIndex(({ field }) => field.name === 'authentication')
  if (index >= 0) return index + 1
  const following = fields.findIndex(
    ({ field }) => field.category !== 'endpoint' && field.category !== 'metadata',
  )
  return following < 0 ? fields.length : following
}
