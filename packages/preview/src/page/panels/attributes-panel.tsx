import { CopyButton } from '../parts/copy-button.tsx'
import { masked, masking } from './connection-panel.tsx'
import { Panel, ValueTable } from './panel.tsx'
import type { PanelProps } from './panels.tsx'

/** What the scripts are given, and what tells the connection apart from others. */
export function AttributesPanel({ content, connection: { state }, showsSecrets }: PanelProps) {
  const mask = masking(state.attributes, showsSecrets)
  const hasRules = content.dialog.connectionKey.lists.length > 0
  return (
    <>
      <Panel
        title={
          <>
            Attributes <CopyButton what="attributes" text={JSON.stringify(state.attributes, undefined, 2)} />
          </>
        }
      >
        <ValueTable caption="What the scripts get as attr" values={masked(state.attributes, mask)} />
      </Panel>
      <Panel title="Connection key">
        {hasRules ? (
          <ValueTable caption="Connection key" values={masked(state.connectionKey, mask)} />
        ) : (
          <p class="quiet">The connection resolver lists no attributes.</p>
        )}
        <p class="quiet">Connections with equal keys share one session of the database.</p>
      </Panel>
    </>
  )
}
