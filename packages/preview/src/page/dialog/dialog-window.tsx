import { useId, useState } from 'preact/hooks'
import { initialSqlAttribute } from '../../dialog/connection-attributes.ts'
import type { DialogInput } from '../../dialog/dialog-input.ts'
import type { DialogModel } from '../../dialog/dialog-model.ts'
import type { DialogState, TabName } from '../../dialog/dialog-state.ts'
import type { LocalisedText } from '../../dialog/dialog-texts.ts'
import type { LiveConnection } from '../use-connection.ts'
import { ClassicWindow } from './classic-window.tsx'
import { DialogFields } from './dialog-fields.tsx'
import { DialogFoot } from './dialog-foot.tsx'
import { Localised } from './localised.tsx'

/** What every part of the dialog needs. */
export interface DialogProps {
  dialog: DialogModel
  input: DialogInput
  change(changes: Partial<DialogInput>): void
  connection: LiveConnection
  textOf(text: string): LocalisedText
  language: string
}

const TAB_LABELS: Record<TabName, string> = {
  general: 'General',
  'initial-sql': 'Initial SQL',
  advanced: 'Advanced',
}

/** The connection dialog as Tableau draws it. */
export function DialogWindow(props: DialogProps) {
  const { dialog, language } = props
  if (dialog.form === 'none') {
    return (
      <section class="dialog-area" aria-label="Connection dialog">
        <p class="notice">
          The manifest names neither connection-fields nor a connection-dialog, so Tableau draws no dialog.
        </p>
      </section>
    )
  }
  return (
    <section class="dialog-area" aria-label="Connection dialog" lang={language.replace('_', '-')}>
      {dialog.form === 'classic' ? <ClassicWindow {...props} /> : <FieldsWindow {...props} />}
    </section>
  )
}

function FieldsWindow(props: DialogProps) {
  const { dialog, input, connection, textOf } = props
  const { state } = connection
  const [chosen, setChosen] = useState<TabName>('general')
  const tab = state.tabs.find(({ name }) => name === chosen) ?? state.tabs[0]
  const id = useId()
  const isTabbed = input.view !== 'reconnect' && state.tabs.length > 1
  return (
    <section class="window" aria-labelledby={`${id}-title`}>
      <div class="window-head">
        <h2 id={`${id}-title`}>
          <Localised {...textOf(dialog.name)} /> by <Localised {...textOf(dialog.company)} />
        </h2>
        <span class="close" aria-hidden="true">
          ×
        </span>
        {isTabbed ? <Tabs {...{ state, id }} chosen={tab?.name ?? 'general'} choose={setChosen} /> : null}
      </div>
      <div
        class="window-body"
        {...(isTabbed && {
          role: 'tabpanel',
          id: `${id}-panel`,
          'aria-labelledby': `${id}-tab-${tab?.name}`,
        })}
      >
        <DialogFields {...props} fields={tab?.fields ?? []} />
        {tab?.name === 'initial-sql' && dialog.hasInitialSql ? <InitialSql {...props} /> : null}
        {input.view === 'reconnect' && tab?.fields.length === 0 ? (
          <NothingAsked authentication={state.authentication} />
        ) : null}
      </div>
      <DialogFoot {...props} />
    </section>
  )
}

interface TabsProps {
  state: DialogState
  id: string
  chosen: TabName
  choose(tab: TabName): void
}

function Tabs({ state: { tabs }, id, chosen, choose }: TabsProps) {
  const move = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const index = tabs.findIndex(({ name }) => name === chosen)
    const next = tabs[(index + step + tabs.length) % tabs.length]
    if (next === undefined) return
    choose(next.name)
    document.getElementById(`${id}-tab-${next.name}`)?.focus()
  }
  return (
    <div role="tablist" class="tabs" onKeyDown={move}>
      {tabs.map(({ name }) => (
        <button
          key={name}
          id={`${id}-tab-${name}`}
          type="button"
          role="tab"
          aria-selected={name === chosen}
          aria-controls={`${id}-panel`}
          tabIndex={name === chosen ? 0 : -1}
          onClick={() => choose(name)}
        >
          {TAB_LABELS[name]}
        </button>
      ))}
    </div>
  )
}

function InitialSql({ input, change }: DialogProps) {
  const id = useId()
  const value = input.values[initialSqlAttribute] ?? ''
  return (
    <div class="field">
      <label for={id}>Enter SQL commands to run upon connection</label>
      <textarea
        id={id}
        class="boxed"
        rows={9}
        value={value}
        onInput={({ currentTarget }) =>
          change({ values: { ...input.values, [initialSqlAttribute]: currentTarget.value } })
        }
      />
    </div>
  )
}

function NothingAsked({ authentication }: { authentication: string | undefined }) {
  return (
    <p class="quiet">
      {authentication === 'oauth'
        ? 'Tableau opens the browser to sign in again.'
        : 'Tableau asks for nothing when a workbook with this connection is opened.'}
    </p>
  )
}
