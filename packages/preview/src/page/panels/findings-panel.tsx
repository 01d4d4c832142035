import type { PreviewFinding } from '../../content/preview-content.ts'
import { CodeFrame } from '../parts/code-frame.tsx'
import { PlaceLink } from '../parts/place-link.tsx'
import { Prose } from '../parts/prose.tsx'
import type { PreviewApi } from '../preview-api.ts'
import { Panel } from './panel.tsx'
import type { PanelProps } from './panels.tsx'

const SEVERITIES = [
  ['error', 'Errors'],
  ['warning', 'Warnings'],
  ['info', 'Notes'],
] as const

/** What the validator finds, the worst first. */
export function FindingsPanel({ content: { findings }, api }: PanelProps) {
  return (
    <Panel title={findings.length === 0 ? 'Findings' : `Findings (${findings.length})`}>
      {findings.length === 0 ? <p class="quiet">The validator finds nothing.</p> : null}
      {SEVERITIES.map(([severity, title]) => {
        const some = findings.filter((finding) => finding.severity === severity)
        return some.length === 0 ? null : (
          <section key={severity} class={`findings ${severity}`} aria-label={title}>
            <h3>
              {title} ({some.length})
            </h3>
            <ul>
              {some.map((finding, index) => (
                <Finding key={`${finding.rule} ${index}`} finding={finding} api={api} />
              ))}
            </ul>
          </section>
        )
      })}
    </Panel>
  )
}

function Finding({ finding, api }: { finding: PreviewFinding; api: PreviewApi }) {
  const { rule, message, help, url, place, frame } = finding
  return (
    <li>
      <p>
        {place === undefined ? null : (
          <>
            <PlaceLink place={place} api={api} />{' '}
          </>
        )}
        <Prose text={message} />{' '}
        {url === undefined || !url.startsWith('https://') ? (
          <code>{rule}</code>
        ) : (
          <a href={url} target="_blank" rel="noopener noreferrer">
            <code>{rule}</code>
          </a>
        )}
      </p>
      {frame === undefined ? null : <CodeFrame frame={frame} />}
      {help === undefined ? null : (
        <p class="quiet">
          <Prose text={help} />
        </p>
      )}
    </li>
  )
}
