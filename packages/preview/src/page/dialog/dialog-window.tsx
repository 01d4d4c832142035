import { useRef } from 'preact/hooks'
import { ClassicWindow } from './classic-window.tsx'
import type { DialogProps } from './dialog-props.ts'
import { FieldsWindow } from './fields-window.tsx'
import { Guesses } from './guesses.tsx'
import { NothingAsked } from './nothing-asked.tsx'
import { TooLongTexts } from './too-long-texts.tsx'

/** The connection dialog as Tableau draws it, and below it what is not as sure as it looks. */
export function DialogWindow(props: DialogProps) {
  const { dialog, language, isBroken } = props
  const drawn = useRef<HTMLDivElement>(null)
  if (dialog.form === 'none') {
    return (
      <section class="dialog-area" aria-label="Connection dialog">
        <p class="notice">
          {isBroken
            ? 'The dialog can be drawn as soon as the mistake above is fixed.'
            : 'The manifest names neither connection-fields nor a connection-dialog, so Tableau draws no dialog.'}
        </p>
      </section>
    )
  }
  return (
    <section class="dialog-area" aria-label="Connection dialog">
      <div ref={drawn} lang={language.replace('_', '-')}>
        {asksNothing(props) ? (
          <NothingAsked authentication={props.connection.state.authentication} />
        ) : dialog.form === 'classic' ? (
          <ClassicWindow {...props} />
        ) : (
          <FieldsWindow {...props} />
        )}
      </div>
      <TooLongTexts drawn={drawn} />
      <Guesses {...props} />
    </section>
  )
}

/** With some ways to sign in no window comes up when a workbook is opened. */
function asksNothing({ input, connection: { state } }: DialogProps): boolean {
  return input.view === 'reconnect' && state.tabs.every(({ fields }) => fields.length === 0)
}
