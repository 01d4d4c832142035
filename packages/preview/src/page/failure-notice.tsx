import type { PreviewFailure } from '../content/preview-content.ts'
import { CodeFrame } from './parts/code-frame.tsx'
import { PlaceLink } from './parts/place-link.tsx'
import { Prose } from './parts/prose.tsx'
import type { PreviewApi } from './preview-api.ts'

const BELOW = {
  earlier: 'Below is the connector as it was before.',
  rest: 'Below is what could be read in spite of it.',
}

/** A mistake that keeps the connector from being shown as it is now. */
export function FailureNotice({ failure, api }: { failure: PreviewFailure; api: PreviewApi }) {
  const { message, help, place, frame, below } = failure
  return (
    <section class="notice error" role="alert" aria-label="Mistake">
      <p>
        {place === undefined ? null : (
          <>
            <PlaceLink place={place} api={api} />{' '}
          </>
        )}
        <Prose text={message} />
      </p>
      {frame === undefined ? null : <CodeFrame frame={frame} />}
      {help === undefined ? null : (
        <p>
          <Prose text={help} />
        </p>
      )}
      {below === 'whole' ? null : <p class="quiet">{BELOW[below]}</p>}
    </section>
  )
}
