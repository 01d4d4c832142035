import { PlaceLink } from '../parts/place-link.tsx'
import { masked, masking } from './masking.ts'
import { Panel, ValueTable } from './panel.tsx'
import type { PanelProps } from './panels.tsx'

/** What distinguishes this connection from others. */
export function KeyPanel({ content, connection: { state }, showsSecrets, api }: PanelProps) {
  const { dialog, listed = [] } = content
  const mask = masking(dialog, state.attributes, showsSecrets)
  const hasRules = dialog.connectionKey.lists.length > 0
  return (
    <Panel title="Connection key">
      {hasRules ? (
        <ValueTable
          caption="Connection key"
          values={masked(state.connectionKey, mask)}
          noteOn={(name) => {
            const place = listed.find((one) => one.name === name)?.place
            return place === undefined ? null : <PlaceLink place={place} api={api} isShort />
          }}
        />
      ) : (
        <p class="quiet">The connection resolver lists no attributes.</p>
      )}
      <p class="quiet">Connections with equal keys share one session of the database.</p>
    </Panel>
  )
}
