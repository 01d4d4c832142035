import type { DialogModel } from './dialog-model.ts'

/** The language that stands in where another one lacks a string. */
export const fallbackLanguage = 'en_US'

/** A text as a user of the language sees it. */
export interface LocalisedText {
  text: string
  /** - `fallback`: of en_US, since the language has no such string; `missing`: no language has it, so that Tableau shows the ID. */
  state: 'literal' | 'translated' | 'fallback' | 'missing'
}

/** Puts the strings of a language in the place of `@string/ID/`. */
export function localise(model: Pick<DialogModel, 'texts'>, language: string, text: string): LocalisedText {
  const states = new Set<LocalisedText['state']>()
  const localised = text.replace(/@string\/([^/]*)\//g, (whole, id: string) => {
    const own = stringOf(model, language, id)
    const found = own ?? stringOf(model, fallbackLanguage, id)
    states.add(own !== undefined ? 'translated' : found !== undefined ? 'fallback' : 'missing')
    return found ?? whole
  })
  const worst = (['missing', 'fallback', 'translated'] as const).find((state) => states.has(state))
  return { text: localised, state: worst ?? 'literal' }
}

function stringOf({ texts }: Pick<DialogModel, 'texts'>, language: string, id: string): string | undefined {
  const strings = Object.hasOwn(texts, language) ? texts[language] : undefined
  return strings !== undefined && Object.hasOwn(strings, id) ? strings[id] : undefined
}
