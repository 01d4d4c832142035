import { lackingStrings, usedStrings } from '../../dialog/dialog-strings.ts'
import { fallbackLanguage } from '../../dialog/dialog-texts.ts'
import { PlaceLink } from '../parts/place-link.tsx'
import { Panel } from './panel.tsx'
import type { PanelProps } from './panels.tsx'

/** The languages of the connector, and which strings of the dialog each lacks. */
export function LanguagesPanel({ content: { dialog }, language, api }: PanelProps) {
  const used = usedStrings(dialog)
  if (used.length === 0 && dialog.languages.length === 0) return null
  const languages = dialog.languages.includes(fallbackLanguage)
    ? dialog.languages
    : [fallbackLanguage, ...dialog.languages]
  return (
    <Panel title="Languages">
      <ul class="plain-list" aria-label="Languages">
        {languages.map((one) => {
          const lacking = lackingStrings(dialog, one)
          const hasFile = dialog.languages.includes(one)
          return (
            <li key={one}>
              <strong>{one}</strong>
              {one === language ? ' (shown)' : ''}{' '}
              {hasFile ? <PlaceLink place={{ file: `resources-${one}.xml` }} api={api} /> : 'has no file'}{' '}
              {lacking.length === 0 ? (
                <span class="quiet">has all {used.length} strings of the dialog</span>
              ) : (
                <>
                  lacks {lacking.length} of {used.length}:{' '}
                  {lacking.map(({ id, state }) => (
                    <code key={id} class={`text-${state}`}>
                      {id}{' '}
                    </code>
                  ))}
                </>
              )}
            </li>
          )
        })}
      </ul>
      <p class="quiet">
        What a language lacks Tableau takes from {fallbackLanguage}; what that one lacks, too, shows as it is
        written.
      </p>
    </Panel>
  )
}
