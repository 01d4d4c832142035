import { expect, it } from 'vitest'
import { knownLines } from './known-lines.ts'
import { readLogLine } from './log-entry.ts'
import { logPage } from './log-page.ts'

it('docs/tableau-log.md says what is known of the log', async () => {
  await expect(logPage()).toMatchFileSnapshot('../../../../../docs/tableau-log.md')
})

it.each(knownLines)('"$example" in a log leads to what the page says', ({ example, topic, remedy }) => {
  const found = readLogLine(JSON.stringify({ k: 'msg', sev: 'info', v: example }), 1)
  expect(found).toMatchObject({ kind: 'entry', entry: { text: example, topic } })
  if (found.kind === 'entry') expect(found.entry.remedy).toBe(remedy)
})
