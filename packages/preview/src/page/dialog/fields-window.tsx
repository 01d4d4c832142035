import { useId, useState } from 'preact/hooks'
import { initialSqlAttribute } from '../../dialog/connection-attributes.ts'
import type { TabName } from '../../dialog/dialog-state.ts'
import { DialogFields } from './dialog-fields.tsx'
import { DialogFoot } from './dialog-foot.tsx'
import type { DialogProps } from './dialog-props.ts'
import { DialogTabs } from './dialog-tabs.tsx'
import { DialogTitle } from './dialog-title.tsx'
import { HiddenUser } from './hidden-user.tsx'
import { stay } from './stay.ts'

/** The dialog of a connection-fields file: title and tabs on grey, and fields below each other. */
export function FieldsWindow(props: DialogProps) {
  const { dialog, input, connection } = props
  const { state } = connection
  const [chosen, setChosen] = useState<TabName>('general')
  const tab = state.tabs.find(({ name }) => name === chosen) ?? state.tabs[0]
  const id = useId()
  const isTabbed = input.view !== 'reconnect'
  return (
    <form class="window" aria-labelledby={`${id}-title`} onSubmit={stay}>
      <div class="window-head">
        <DialogTitle {...props} id={`${id}-title`} />
        <span class="close" aria-hidden="true">
          ×
        </span>
        {isTabbed ? (
          <DialogTabs {...{ state, id }} chosen={tab?.name ?? 'general'} choose={setChosen} />
        ) : null}
      </div>
      <div
        class="window-body"
        {...(isTabbed && {
          role: 'tabpanel',
          id: `${id}-panel`,
          'aria-labelledby': `${id}-tab-${tab?.name}`,
        })}
      >
        {isTabbed ? null : <HiddenUser />}
        <DialogFields {...props} fields={tab?.fields ?? []} />
        {tab?.name === 'initial-sql' && dialog.hasInitialSql ? <InitialSql {...props} /> : null}
      </div>
      <DialogFoot {...props} />
    </form>
  )
}

function InitialSql({ input, change }: DialogProps) {
  const value = input.values[initialSqlAttribute] ?? ''
  return (
    <div class="field">
      <textarea
        aria-label="Initial SQL"
        rows={12}
        value={value}
        onInput={({ currentTarget }) =>
          change({ values: { ...input.values, [initialSqlAttribute]: currentTarget.value } })
        }
      />
    </div>
  )
}
