import type { DialogModel } from './dialog-model.ts'
import { localise } from './dialog-texts.ts'

/** A string that the dialog uses and a language lacks. */
export interface LackingString {
  id: string
  /** `fallback`: Tableau takes that of en_US; `missing`: it shows the name of the string. */
  state: 'fallback' | 'missing'
}

/** The strings that the dialog uses and a language lacks, in the order of the dialog. */
export function lackingStrings(model: DialogModel, language: string): LackingString[] {
  return usedStrings(model).flatMap((id): LackingString[] => {
    const { state } = localise(model, language, `@string/${id}/`)
    return state === 'fallback' || state === 'missing' ? [{ id, state }] : []
  })
}

/** The IDs of the strings that the dialog uses, each once. */
export function usedStrings({ name, company, fields, oauthConfigs }: DialogModel): string[] {
  const texts = [
    ...[name, company],
    ...fields.flatMap(({ label, placeholder, defaultValue, groups }) => [
      ...[label, placeholder, defaultValue],
      ...groups.flatMap(({ options }) => options.map((option) => option.label)),
    ]),
    ...oauthConfigs.map(({ label }) => label),
  ]
  const ids = texts.flatMap((text) => [...text.matchAll(/@string\/([^/]*)\//g)].map(([, id = '']) => id))
  return [...new Set(ids)]
}
