import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { formatScenariosJunit } from './format-junit.ts'
import type { ScenarioResult } from './run-scenarios.ts'

const { parseXml } = createRequire(import.meta.url)('libxmljs2') as typeof import('libxmljs2')

test('JUnit is XML whatever a scenario and its connector hold', () => {
  const hostile = '<b>&amp;]]>"\'\u0000\u001B[2J\uFFFE\uFFFF\uD800\u202E\u0085\n::error::x'
  const result: ScenarioResult = {
    path: `${hostile}.json`,
    scenario: { name: hostile, values: {}, expect: { connection: hostile } },
    outcome: { connection: `${hostile}2`, key: {}, canSignIn: true, fields: [] },
    differences: [{ what: 'connection', expected: hostile, actual: `${hostile}2` }],
    notes: [hostile],
    milliseconds: 1,
  }
  const tested = { name: hostile, folder: 'scenarios', results: [result], isUpdated: false }
  const failure = { code: 'script', message: hostile, help: hostile }
  const document = parseXml(formatScenariosJunit([tested, { ...tested, results: [], failure }]))
  const name = (document.get('//testcase/@name') as unknown as { value(): string } | null)?.value()
  expect(name).toMatch(/^<b>&amp;\]\]>"'\uFFFD+\[2J\uFFFD+::error::x$/)
  expect(document.find('//failure | //error')).toHaveLength(2)
})
