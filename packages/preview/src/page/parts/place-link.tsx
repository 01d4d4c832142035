import { useState } from 'preact/hooks'
import type { FilePlace } from '../../content/preview-content.ts'
import type { PreviewApi } from '../preview-api.ts'

interface PlaceLinkProps {
  place: FilePlace
  api: PreviewApi
  /** Without the column, where there is little room. */
  isShort?: boolean
}

/** A place in a file; where an editor can be opened, a click does so. */
export function PlaceLink({ place, api, isShort = false }: PlaceLinkProps) {
  const [trouble, setTrouble] = useState<string>()
  const { file, line, column } = place
  const text = [file, line, isShort ? undefined : column].filter((part) => part !== undefined).join(':')
  const { openEditor } = api
  if (openEditor === undefined) return <code>{text}</code>
  const open = (): void => {
    setTrouble(undefined)
    const wanted = { file, ...(line !== undefined && { line }), ...(column !== undefined && { column }) }
    openEditor(wanted).catch((cause: unknown) =>
      setTrouble(cause instanceof Error ? cause.message : String(cause)),
    )
  }
  return (
    <>
      <button type="button" class="link" title="Open in the editor" onClick={open}>
        <code>{text}</code>
      </button>
      {trouble === undefined ? null : <span role="alert"> {trouble}</span>}
    </>
  )
}
