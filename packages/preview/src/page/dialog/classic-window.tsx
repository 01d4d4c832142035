import { useId, useState } from 'preact/hooks'
import { initialSqlAttribute } from '../../dialog/connection-attributes.ts'
import type { FieldState } from '../../dialog/field-values.ts'
import { ClassicField } from './classic-field.tsx'
import { DialogFoot } from './dialog-foot.tsx'
import type { DialogProps } from './dialog-props.ts'
import { DialogTitle } from './dialog-title.tsx'
import { HiddenUser } from './hidden-user.tsx'
import { OauthChoiceInput } from './oauth-choice-input.tsx'
import { stay } from './stay.ts'

/** The dialog of a `.tcd` file: labels left of boxes, server and port in one row. */
export function ClassicWindow(props: DialogProps) {
  const { dialog, input, connection } = props
  const { state } = connection
  const fields = state.tabs.flatMap((tab) => tab.fields)
  const of = (...categories: string[]): FieldState[] =>
    fields.filter(({ field }) => categories.includes(field.category))
  const id = useId()
  const credentials = of('authentication')
  return (
    <form class="window classic" aria-labelledby={`${id}-title`} onSubmit={stay}>
      <div class="window-head">
        <span>{input.view === 'new' ? 'New Connection' : 'Edit Connection'}</span>
        <span class="close" aria-hidden="true">
          ×
        </span>
      </div>
      <div class="window-body">
        <DialogTitle {...props} id={`${id}-title`} />
        {input.view === 'reconnect' ? <HiddenUser /> : null}
        <div class="classic-rows">
          {of('endpoint').map((one) => (
            <ClassicField key={one.field.name} {...props} {...one} />
          ))}
          {credentials.length === 0 ? null : <p>Enter information to sign in to the database:</p>}
          {credentials.map((one) => (
            <ClassicField key={one.field.name} {...props} {...one} />
          ))}
          <OauthChoiceInput {...props} />
          {of('general', 'ssl').map((one) => (
            <ClassicField key={one.field.name} {...props} {...one} />
          ))}
        </div>
        {dialog.hasInitialSql && input.view !== 'reconnect' ? <ClassicInitialSql {...props} /> : null}
      </div>
      <DialogFoot {...props} />
    </form>
  )
}

function ClassicInitialSql({ input, change }: DialogProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <div class="classic-sql">
      <button type="button" class="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? 'Hide Initial SQL' : 'Show Initial SQL'}
      </button>
      {isOpen ? (
        <textarea
          rows={5}
          aria-label="Initial SQL"
          value={input.values[initialSqlAttribute] ?? ''}
          onInput={({ currentTarget }) =>
            change({ values: { ...input.values, [initialSqlAttribute]: currentTarget.value } })
          }
        />
      ) : null}
    </div>
  )
}
