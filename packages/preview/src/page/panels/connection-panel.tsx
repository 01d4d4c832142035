import type { ScriptOutcome } from '../../run/script-outcome.ts'
import type { ScriptRole } from '../../run/script-program.ts'
import { CodeFrame } from '../parts/code-frame.tsx'
import { CopyButton } from '../parts/copy-button.tsx'
import { PlaceLink } from '../parts/place-link.tsx'
import { scriptFrame } from '../parts/script-frame.ts'
import { shortened } from '../parts/shortened.ts'
import { masked, masking } from './masking.ts'
import { Panel, ValueTable } from './panel.tsx'
import type { PanelProps } from './panels.tsx'

/** What the driver gets, and what the scripts say. */
export function ConnectionPanel(props: PanelProps) {
  const { content, connection: live, showsSecrets } = props
  const { dialog, scripts, scriptFiles } = content
  const { connection, result, state, isRunning } = live
  const mask = masking(dialog, state.attributes, showsSecrets)
  const kind = dialog.isJdbc ? 'JDBC URL' : 'ODBC connection string'
  return (
    <Panel title="Connection">
      {connection?.exception === undefined ? null : (
        <p class="notice warning">
          Tableau shows the user: <q>{shortened(mask(connection.exception))}</q>
        </p>
      )}
      {scripts['connection-builder'] === undefined ? (
        <p class="quiet">
          {scriptFiles['connection-builder'] === undefined
            ? `The connector has no connectionBuilder, so Tableau builds the string of the superclass ${dialog.superclass} itself.`
            : 'The connectionBuilder could not be built.'}
        </p>
      ) : connection?.text === undefined ? null : (
        <Output what={kind} shown={shortened(mask(connection.text))} text={connection.text} />
      )}
      {connection?.properties === undefined ? null : (
        <>
          <h3>
            Properties{' '}
            <CopyButton what="properties" text={JSON.stringify(connection.properties, undefined, 2)} />
          </h3>
          <ValueTable
            caption="Properties"
            values={masked(connection.properties, (text) => shortened(mask(text)))}
          />
        </>
      )}
      {(Object.entries(result?.outcomes ?? {}) as [ScriptRole, ScriptOutcome][]).map(([role, outcome]) => (
        <OutcomeNotes key={role} {...props} role={role} outcome={outcome} mask={mask} />
      ))}
      <p class="quiet" aria-live="polite">
        {isRunning
          ? 'Running the scripts…'
          : result?.milliseconds === undefined
            ? ''
            : `The scripts took ${result.milliseconds.toFixed(1)} ms.`}
      </p>
    </Panel>
  )
}

function Output({ what, shown, text }: { what: string; shown: string; text: string }) {
  return (
    <>
      <h3>
        {what} <CopyButton what={what} text={text} />
      </h3>
      <output class="connection-text">{shown}</output>
    </>
  )
}

interface OutcomeNotesProps extends PanelProps {
  role: ScriptRole
  outcome: ScriptOutcome
  mask(text: string): string
}

/** What went wrong in a script, and what it logged. */
function OutcomeNotes(props: OutcomeNotesProps) {
  const { content, role, outcome, mask } = props
  const { log } = outcome
  return (
    <>
      {outcome.kind === 'error' || outcome.kind === 'endless' ? (
        <div class="notice error" role="alert">
          <p>
            <FaultPlace {...props} />{' '}
            {outcome.kind === 'endless' ? 'did not finish.' : shortened(mask(outcome.message))}
          </p>
          <FaultFrame {...props} />
          <p class="quiet">Users see a general message; this is in Tableau’s log.</p>
        </div>
      ) : null}
      {log.length === 0 ? null : (
        <>
          <h3>Log of {content.scriptFiles[role] ?? role}</h3>
          <CodeFrame frame={shortened(log.map(mask).join('\n'))} />
        </>
      )}
    </>
  )
}

/** The line of what people wrote, where it is the one that ran. */
function FaultPlace({ content, api, role, outcome }: OutcomeNotesProps) {
  const file = content.scriptFiles[role]
  if (file === undefined) return <code>{role}</code>
  const place = outcome.kind === 'error' && !content.builtScripts.includes(role) ? outcome.place : undefined
  return <PlaceLink place={{ file, ...place }} api={api} />
}

function FaultFrame({ content, role, outcome }: OutcomeNotesProps) {
  const text = content.scripts[role]
  const place = outcome.kind === 'error' ? outcome.place : undefined
  if (text === undefined || place === undefined) return null
  return (
    <>
      {content.builtScripts.includes(role) ? <p class="quiet">In the script as it is packaged:</p> : null}
      <CodeFrame frame={scriptFrame(text, place)} />
    </>
  )
}
