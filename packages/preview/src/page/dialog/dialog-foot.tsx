import { useId, useState } from 'preact/hooks'
import type { DialogProps } from './dialog-props.ts'
import { Localised } from './localised.tsx'
import { SafeLink } from './safe-link.tsx'

/** Where to get help, and the button to sign in. */
export function DialogFoot(props: DialogProps) {
  const { canSignIn, authentication } = props.connection.state
  const [pressed, setPressed] = useState(false)
  const { exception, error } = props.connection.connection ?? {}
  return (
    <div class="window-foot">
      {props.release === 'before-2023' ? <SupportLink {...props} /> : <Information {...props} />}
      <button type="submit" class="sign-in" disabled={!canSignIn} onClick={() => setPressed(true)}>
        Sign In
      </button>
      {pressed && canSignIn ? (
        <div class="answer" role="status" lang="en">
          {exception ??
            (error === undefined
              ? signedIn(authentication)
              : 'Tableau shows a general error message; the reason is in its log.')}
          <button type="button" class="plain" onClick={() => setPressed(false)}>
            Close
          </button>
        </div>
      ) : null}
    </div>
  )
}

function SupportLink({ dialog, textOf }: DialogProps) {
  return (
    <span class="support">
      <SafeLink url={dialog.supportLink}>
        For support, contact <Localised {...textOf(dialog.company)} />.
      </SafeLink>{' '}
      <InformationSign />
    </span>
  )
}

/** Newer releases keep the links behind a sign. */
function Information({ dialog, textOf }: DialogProps) {
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  return (
    <span class="support">
      <button
        type="button"
        class="information"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        <InformationSign /> Information and Support
      </button>
      <span id={id} class="links" hidden={!isOpen}>
        <SafeLink url={dialog.supportLink}>
          For support, contact <Localised {...textOf(dialog.company)} />.
        </SafeLink>
        {dialog.driverDownloadLink === undefined ? null : (
          <SafeLink url={dialog.driverDownloadLink}>Download the driver</SafeLink>
        )}
      </span>
    </span>
  )
}

function InformationSign() {
  return (
    <span class="information-sign" aria-hidden="true">
      i
    </span>
  )
}

function signedIn(authentication: string | undefined): string {
  return authentication === 'oauth'
    ? 'Tableau opens the browser to sign in, and connects with the tokens.'
    : 'Tableau hands the connection string to the driver.'
}
