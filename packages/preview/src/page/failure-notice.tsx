import type { PreviewFailure } from '../content/preview-content.ts'
import { CodeFrame } from './parts/code-frame.tsx'
import { PlaceLink } from './parts/place-link.tsx'
import type { PreviewApi } from './preview-api.ts'

/** A mistake that keeps the connector from being shown as it is now. */
export function FailureNotice({ failure, api }: { failure: PreviewFailure; api: PreviewApi }) {
  const { message, help, place, frame } = failure
  return (
    <section class="notice error" role="alert" aria-label="Mistake">
      <p>
        {place === undefined ? null : (
          <>
            <PlaceLink place={place} api={api} />{' '}
          </>
        )}
        {message}
      </p>
      {frame === undefined ? null : <CodeFrame frame={frame} />}
      {help === undefined ? null : <p>{help}</p>}
      <p class="quiet">Below is the connector as it was before.</p>
    </section>
  )
}
