import { expect, test } from 'vitest'
import { choice, dialogWith, field, when } from '../testing/preview-fixture.ts'
import { dialogGuesses } from './dialog-guesses.ts'
import { type DialogInput, untouchedDialog } from './dialog-input.ts'
import { dialogState } from './dialog-state.ts'

const metadata = {
  'connection-metadata.xml': '<connection-metadata><database enabled="true"/></connection-metadata>',
}

async function guesses(fields: string, input: Partial<DialogInput> = {}, files = {}): Promise<string> {
  const model = await dialogWith(fields, files)
  const all = { ...untouchedDialog, ...input }
  return dialogGuesses(
    model,
    all,
    dialogState(model, all, () => true),
  ).join('\n')
}

test('a dialog that pictures show to the last bit is no guess', async () => {
  expect(await guesses(field('server'), {}, metadata)).toBe('')
})

test.each<[string, string, Partial<DialogInput>]>([
  ['no database is asked for', field('server'), {}],
  ['looks when a workbook is opened', field('server'), { view: 'reconnect' }],
  ['window on Server', field('server'), { host: 'server' }],
  ['Server leaves out fields', field('v-a', 'value-type="file"'), { host: 'server' }],
  ['fields that are hidden', choice('v-a', ['x', 'y']) + field('v-b', '', when('v-a', 'y')), {}],
  [
    'stands before Advanced',
    field('v-a', 'category="initial-sql"') + field('v-b', 'category="advanced"'),
    {},
  ],
  ['without CAP_SUPPORTS_INITIAL_SQL', field('v-a', 'category="initial-sql"'), {}],
  ['match any part', field('v-a', '', '<validation-rule reg-exp="[a-z]"/>'), {}],
  ['passes its validation rule', field('v-a', 'optional="true"', '<validation-rule reg-exp="^a$"/>'), {}],
  ['stay English here', field('v-a'), { language: 'ja_JP' }],
])('says that it guesses: … %s …', async (text, fields, input) => {
  expect(await guesses(fields, input)).toContain(text)
})
