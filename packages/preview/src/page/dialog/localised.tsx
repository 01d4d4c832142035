import type { LocalisedText } from '../../dialog/dialog-texts.ts'

const HINTS: Partial<Record<LocalisedText['state'], string>> = {
  fallback: 'The chosen language has no such string; Tableau shows that of en_US.',
  missing: 'No resource file has this string; Tableau shows its name.',
}

/** A text of the connector; marks what the chosen language lacks. */
export function Localised({ text, state }: LocalisedText) {
  const hint = HINTS[state]
  return hint === undefined ? (
    text
  ) : (
    <mark class={`text-${state}`} title={hint}>
      {text}
    </mark>
  )
}
