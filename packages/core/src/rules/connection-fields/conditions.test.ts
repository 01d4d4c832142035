import { describe, expect, it } from 'vitest'
import { boolean, dialog, field, selection, waitsFor } from '../testing/dialog.ts'
import { ruleFindings, runRules } from '../testing/rule-findings.ts'
import { rulesCalled } from '../testing/rules-called.ts'
import { findCycles } from './condition-cycles.ts'

const connectionFieldsRules = rulesCalled('cf-', 'md-')

const find = (...fields: string[]) => ruleFindings(connectionFieldsRules, dialog(...fields))

const at = (rule: string, place: string, severity = 'warning') =>
  `${rule} ${severity} connection-fields.xml:${place}`

const messages = async (...fields: string[]) =>
  (await runRules(connectionFieldsRules, dialog(...fields))).map(
    ({ message, help }) => `${message} / ${help}`,
  )

describe('cf-conditions-cycle', () => {
  it.each([
    [
      [field('v-a', waitsFor('v-b')), field('v-b', waitsFor('v-a'))],
      [at('cf-conditions-cycle', '3:72', 'error')],
    ],
    [[field('v-a', waitsFor('v-b')), field('v-b', waitsFor('v-c')), field('v-c')], []],
    // Two ways to the same field are no circle.
    [[field('v-a', waitsFor('v-b') + waitsFor('v-b')), field('v-b'), field('v-c', waitsFor('v-b'))], []],
    [[field('v-a', waitsFor('v-a'))], [at('cf-conditions-cycle', '2:72')]],
  ])('%#', async (fields, expected) => {
    expect(await find(...fields)).toEqual(expected)
  })

  it('goes through the conditions of selection groups', async () => {
    const group = `<selection-group>${waitsFor('v-b')}<option label="O" value="1"/></selection-group>`
    const choice = `<field name="v-a" label="L" value-type="selection">${group}</field>`
    expect(await find(choice, field('v-b', waitsFor('v-a', '1')))).toEqual([
      at('cf-conditions-cycle', '3:72', 'error'),
    ])
  })

  it('tells the whole circle', async () => {
    const [found] = await messages(
      field('v-a', waitsFor('v-b')),
      field('v-b', waitsFor('v-c')),
      field('v-c', waitsFor('v-a')),
    )
    expect(found).toContain('`v-a` → `v-b` → `v-c` → `v-a`')
  })

  it('finds a circle at the end of a long chain', () => {
    const chain = Array.from({ length: 50_000 }, (_, index) => ({ from: `${index}`, to: `${index + 1}` }))
    expect([...findCycles(chain)]).toEqual([])
    const [cycle, ...others] = [...findCycles([...chain, { from: '50000', to: '49998' }])]
    expect(cycle?.names).toEqual(['49998', '49999', '50000'])
    expect(others).toEqual([])
  })
})

describe('conditions', () => {
  it.each([
    [[field('v-a', waitsFor('v-b'))], at('cf-condition-unknown-field', '2:72')],
    [[field('v-a', waitsFor('authentication'))], undefined],
    [
      [selection('v-b', ['x', 'y']), field('v-a', waitsFor('v-b', 'X'))],
      at('cf-condition-unreachable-value', '3:84'),
    ],
    [[selection('v-b', ['x', 'y']), field('v-a', waitsFor('v-b', 'y'))], undefined],
    [
      [boolean('v-b', 'n', 'y'), field('v-a', waitsFor('v-b', 'true'))],
      at('cf-condition-unreachable-value', '3:84'),
    ],
    [[boolean('v-b', '', 'y'), field('v-a', waitsFor('v-b', ''))], undefined],
    // Users can type anything.
    [[field('v-b'), field('v-a', waitsFor('v-b', 'z'))], undefined],
    // Either of two fields with one name may be meant.
    [[selection('v-b', ['x']), selection('v-b', ['y']), field('v-a', waitsFor('v-b', 'y'))], undefined],
    [[selection('v-b', ['x']), field('v-b'), field('v-a', waitsFor('v-b', 'y'))], undefined],
  ])('%#', async (fields, expected) => {
    expect(await find(...fields)).toEqual(expected === undefined ? [] : [expected])
  })

  it('suggest what was meant', async () => {
    expect(await messages(selection('v-mode', ['fast', 'safe']), field('v-a', waitsFor('v-mod')))).toEqual([
      expect.stringMatching(/`v-mod`.*Did you mean `v-mode`\?$/),
    ])
    expect(
      await messages(selection('v-mode', ['fast', 'safe']), field('v-a', waitsFor('v-mode', 'fsat'))),
    ).toEqual([expect.stringMatching(/"fsat"; it can be "fast", "safe".*Did you mean "fast"\?$/)])
  })
})
