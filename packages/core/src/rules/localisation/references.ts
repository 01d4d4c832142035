import { documentationPage } from '../../connector/documentation.ts'
import type { Rule } from '../rule.ts'
import { localisedReferences } from './localised-references.ts'

const url = documentationPage('localize')

/** Users see whatever Tableau does not recognise. */
export const referenceFormat: Rule = {
  id: 'loc-reference-format',
  severity: 'warning',
  summary: 'A value that stands for a string of the resource files is written as `@string/name/`.',
  help: 'Write @string/name/ with both slashes, in lower case and without blanks before it.',
  url,
  *check({ connector }) {
    for (const { file, attribute, name } of localisedReferences(connector)) {
      if (name !== undefined) continue
      const message = `${attribute.name}="${attribute.value}" is not written as @string/name/`
      yield { message, file, place: attribute }
    }
  },
}

/** Databases do not speak the user's language. */
export const where: Rule = {
  id: 'loc-where',
  severity: 'info',
  summary: 'Strings of the resource files are used in the manifest and in the dialog.',
  help: 'Write the text itself.',
  url,
  *check({ connector }) {
    for (const { file, kind, attribute } of localisedReferences(connector)) {
      if (kind !== 'dialect' && kind !== 'connection-resolver') continue
      const message = `${attribute.name}="${attribute.value}": nothing says that Tableau looks for strings in a ${kind}`
      yield { message, file, place: attribute }
    }
  },
}
