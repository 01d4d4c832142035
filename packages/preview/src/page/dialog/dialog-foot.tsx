import { useState } from 'preact/hooks'
import type { DialogProps } from './dialog-window.tsx'
import { Localised } from './localised.tsx'

/** Where to get help, and the button to sign in. */
export function DialogFoot({ dialog, connection: live, textOf }: DialogProps) {
  const { canSignIn, authentication } = live.state
  const [pressed, setPressed] = useState(false)
  const { exception, error } = live.connection ?? {}
  return (
    <div class="window-foot">
      <span class="support">
        <SafeLink url={dialog.supportLink}>
          For support, contact <Localised {...textOf(dialog.company)} />.
        </SafeLink>
        {dialog.driverDownloadLink === undefined ? null : (
          <SafeLink url={dialog.driverDownloadLink}>Download the driver</SafeLink>
        )}
      </span>
      <button type="button" class="sign-in" disabled={!canSignIn} onClick={() => setPressed(true)}>
        Sign In
      </button>
      {pressed && canSignIn ? (
        <div class="answer" role="status">
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

function signedIn(authentication: string | undefined): string {
  return authentication === 'oauth'
    ? 'Tableau opens the browser to sign in, and connects with the tokens.'
    : 'Tableau hands the connection string to the driver.'
}

/** A link of the connector's: only to web pages, and without telling them where the click came from. */
function SafeLink({ url, children }: { url: string | undefined; children: preact.ComponentChildren }) {
  if (url === undefined || !/^https?:\/\//i.test(url)) return <span>{children}</span>
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  )
}
