import type { DialogInput } from './dialog-input.ts'
import type { DialogField, DialogModel } from './dialog-model.ts'
import type { DialogState } from './dialog-state.ts'
import { fallbackLanguage } from './dialog-texts.ts'

/**
 * What the preview draws or works out as a guess, since Tableau's documentation does not say; only what matters for this
 * dialog at this moment.
 */
export function dialogGuesses(model: DialogModel, input: DialogInput, state: DialogState): string[] {
  return GUESSES.flatMap(([applies, text]) => {
    if (!applies(model, input, state)) return []
    return [typeof text === 'string' ? text : text(model)]
  })
}

type Guess = [
  applies: (model: DialogModel, input: DialogInput, state: DialogState) => boolean,
  text: string | ((model: DialogModel) => string),
]

const some =
  (test: (field: DialogField) => boolean): Guess[0] =>
  ({ fields }) =>
    fields.some(test)

const GUESSES: readonly Guess[] = [
  [
    (_, { view }) => view === 'reconnect',
    'How the window looks when a workbook is opened; what it asks for is documented.',
  ],
  [(_, { host }) => host === 'server', 'That the window on Server looks as it does on Desktop.'],
  [
    (_, __, { tabs }) => tabs.some(({ name }) => name === 'advanced') && tabs.length > 2,
    'That Initial SQL stands before Advanced.',
  ],
  [
    ({ hasInitialSql, form }, _, { tabs }) =>
      form === 'fields' && !hasInitialSql && tabs.some(({ name }) => name === 'initial-sql'),
    'That fields of the category initial-sql show without CAP_SUPPORTS_INITIAL_SQL.',
  ],
  [
    ({ form, hasMetadata, fields }) =>
      form === 'fields' && !hasMetadata && !fields.some(({ name }) => name === 'dbname'),
    'That no database is asked for: there is no connection-metadata file.',
  ],
  [
    ({ form, fields }) => form === 'fields' && fields.some(({ conditions }) => conditions.length > 0),
    'What scripts get of fields that are hidden: choose it above.',
  ],
  [
    ({ fields }, { host }) => host === 'server' && fields.some(({ valueType }) => valueType === 'file'),
    'That Server leaves out fields of the type file; it cannot use them.',
  ],
  [
    some(({ pattern, isOptional }) => pattern !== undefined && isOptional),
    'That an optional field which is empty passes its validation rule.',
  ],
  [
    some(({ pattern }) => pattern !== undefined && !/^\^.*\$$|^\\A.*\\[zZ]$/s.test(pattern)),
    'That a validation rule without ^ and $ may match any part of a value.',
  ],
  [
    ({ fields }, _, { authentication }) =>
      authentication === 'oauth' &&
      fields.some(({ name, place }) => name === 'instanceurl' && place === undefined),
    'How the field for the address of the instance is labelled.',
  ],
  [
    ({ classic }) => (classic?.guessed.length ?? 0) > 0,
    ({ classic }) => `How these are drawn, which no picture shows: ${classic?.guessed.join(', ')}.`,
  ],
  [
    ({ form, fields }) =>
      form === 'classic' &&
      fields.some(({ category }) => category === 'general') &&
      fields.some(({ name }) => name === 'sslmode'),
    'That the check box for SSL stands below the vendor fields.',
  ],
  [
    ({ impersonates }, { host }) => impersonates && host === 'server',
    'That the publisher chose to have the database act for the users of Server.',
  ],
  [
    (_, { language = fallbackLanguage }) => !language.startsWith('en_'),
    'Tableau’s own texts, such as Sign In, follow its language; they stay English here.',
  ],
]
