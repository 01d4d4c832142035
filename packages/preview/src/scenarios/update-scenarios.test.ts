import { describe, expect, test } from 'vitest'
import type { ScenarioOutcome } from './run-scenario.ts'
import type { Expectation } from './scenario.ts'
import { canUpdate, updatedScenario } from './update-scenarios.ts'

const outcome: ScenarioOutcome = {
  ...{
    connection: 'jdbc:x',
    properties: { a: 'b' },
    key: { server: 's' },
    canSignIn: true,
    fields: ['server'],
  },
}
const { connection: _, properties: __, ...thrown } = { ...outcome, exception: 'No.' }

const updated = (expect: Expectation, came: ScenarioOutcome = outcome): Expectation =>
  updatedScenario({ scenario: { name: 'one', values: {}, expect }, outcome: came }).expect

describe('what a scenario expects', () => {
  test.each<[Expectation, ScenarioOutcome, Expectation]>([
    [{ connection: 'old' }, outcome, { connection: 'jdbc:x' }],
    [{ canSignIn: false, fields: [] }, outcome, { canSignIn: true, fields: ['server'] }],
    [{ connection: 'old' }, thrown, { exception: 'No.' }],
    [{ exception: 'old' }, thrown, { exception: 'No.' }],
    [{ exception: 'old' }, outcome, { connection: 'jdbc:x', properties: { a: 'b' } }],
    [
      { exception: 'old', key: {} },
      outcome,
      { key: { server: 's' }, connection: 'jdbc:x', properties: { a: 'b' } },
    ],
  ])('%j becomes what came of it', (expected, came, result) => {
    expect(updated(expected, came)).toEqual(result)
  })

  test('stays where a script failed, or the scenario is wrong', () => {
    expect(canUpdate({ differences: [], outcome: { ...outcome, error: 'TypeError: no' } })).toBe(false)
    const mistake = { what: 'values.x', expected: undefined, actual: undefined, message: 'no such field' }
    expect(canUpdate({ differences: [mistake], outcome })).toBe(false)
    const other = { what: 'connection', expected: 'a', actual: 'b' }
    expect(canUpdate({ differences: [other], outcome })).toBe(true)
  })
})
