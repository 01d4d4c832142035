import type { PlacedName } from '../../content/preview-content.ts'
import { automaticAttributes } from '../../dialog/connection-attributes.ts'
import { CopyButton } from '../parts/copy-button.tsx'
import { PlaceLink } from '../parts/place-link.tsx'
import type { PreviewApi } from '../preview-api.ts'
import { masked, masking } from './masking.ts'
import { Panel, ValueTable } from './panel.tsx'
import type { PanelProps } from './panels.tsx'

/** What the scripts are given, where it comes from, and what of it they read. */
export function AttributesPanel(props: PanelProps) {
  const { content, connection, showsSecrets, api } = props
  const { attributes } = connection.state
  const mask = masking(content.dialog, attributes, showsSecrets)
  const { unread } = content
  return (
    <Panel
      title={
        <>
          Attributes <CopyButton what="attributes" text={JSON.stringify(attributes, undefined, 2)} />
        </>
      }
    >
      <ValueTable
        caption="What the scripts get as attr"
        values={masked(attributes, mask)}
        noteOn={(name) => <AttributeNote {...props} name={name} />}
      />
      {unread === undefined ? null : (
        <>
          <NamesList title="No script reads" names={unread.unread} api={api} />
          <NamesList title="A script reads, but nothing gives" names={unread.unknown} api={api} />
          {unread.isWhole ? null : (
            <p class="quiet">A script may read any attribute, so that none is counted as unread.</p>
          )}
        </>
      )}
    </Panel>
  )
}

function AttributeNote({ content, api, name }: PanelProps & { name: string }) {
  const { dialog, listed, unread } = content
  const place = dialog.fields.find((field) => field.name === name)?.place
  const isListed = listed === undefined || listed.some((one) => one.name === name)
  const notes = [
    ...(unread?.unread.some((one) => one.name === name) ? ['no script reads it'] : []),
    ...(isListed || automaticAttributes.has(name) ? [] : ['not in the attribute list']),
  ]
  return (
    <>
      {place === undefined ? null : <PlaceLink place={place} api={api} isShort />}
      {notes.map((note) => (
        <span key={note} class="tag">
          {note}
        </span>
      ))}
    </>
  )
}

function NamesList({ title, names, api }: { title: string; names: readonly PlacedName[]; api: PreviewApi }) {
  if (names.length === 0) return null
  return (
    <>
      <h3>{title}</h3>
      <ul class="plain-list" aria-label={title}>
        {names.map(({ name, place }) => (
          <li key={name}>
            <code>{name}</code> {place === undefined ? null : <PlaceLink place={place} api={api} isShort />}
          </li>
        ))}
      </ul>
    </>
  )
}
