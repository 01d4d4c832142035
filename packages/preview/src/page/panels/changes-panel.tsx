import type { PreviewChange } from '../../content/preview-content.ts'
import { PlaceLink } from '../parts/place-link.tsx'
import { Panel } from './panel.tsx'
import type { PanelProps } from './panels.tsx'

const KINDS = { added: 'new', removed: 'gone', changed: 'changed' } as const

/** What differs from the last commit. */
export function ChangesPanel({ content: { changes }, api }: PanelProps) {
  if (changes === undefined) return null
  return (
    <Panel title={changes.length === 0 ? 'Changes' : `Changes (${changes.length})`}>
      {changes.length === 0 ? <p class="quiet">The connector is as it was committed last.</p> : null}
      <ul class="plain-list" aria-label="Changes since the last commit">
        {changes.map((change) => (
          <li key={JSON.stringify(change)} class={change.kind}>
            <span class="tag">{KINDS[change.kind]}</span> {change.what}{' '}
            {change.place === undefined || change.kind === 'removed' ? null : (
              <PlaceLink place={change.place} api={api} />
            )}
            <Values {...change} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Values({ before, after }: PreviewChange) {
  if (before === undefined && after === undefined) return null
  return (
    <div class="before-after">
      {before === undefined ? null : <del>{before}</del>} {after === undefined ? null : <ins>{after}</ins>}
    </div>
  )
}
