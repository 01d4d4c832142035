import { TacosmithError } from '@tacosmith/core'
import type { Snapshot } from '@tacosmith/core/adapter'
import type { Mistake, PreviewContent } from './preview-content.ts'
import { unreadFile } from './unread-file.ts'

/**
 * Refuses a connector of which a file could not be read: of its dialog there would be a part only, and nobody would know.
 *
 * @throws TacosmithError `connector-invalid` with the place of the mistake.
 */
export function refuseUnread(
  snapshot: Pick<Snapshot, 'connector'>,
  { findings }: Pick<PreviewContent, 'findings'>,
): void {
  const mistake = unreadFile(snapshot, findings)
  if (mistake !== undefined) throw mistakeError(mistake)
}

/** A mistake where nobody looks at a page. */
export function mistakeError({ message, help, place, frame }: Mistake): TacosmithError {
  const { file, line, column } = place ?? {}
  const where = [file, line, column].filter((part) => part !== undefined).join(':')
  const told = where === '' ? message : `${where}: ${message}`
  return new TacosmithError('connector-invalid', frame === undefined ? told : `${told}\n${frame}`, {
    ...(help !== undefined && { help }),
  })
}
