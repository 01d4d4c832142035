import { findQjsEngine } from '@tacosmith/test-kit'
import { describe, expect, test } from 'vitest'
import { dialogState } from '../dialog/dialog-state.ts'
import { outcomeOf } from '../scenarios/run-scenario.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import { awkwardInputs } from '../testing/awkward-inputs.ts'
import { chromiumPath, endBrowserWithFile, newTestPage } from '../testing/chromium.ts'
import { exampleContent, exampleNames } from '../testing/example-connectors.ts'
import { outcomesInQt } from '../testing/outcomes-in-qt.ts'
import { serveContent } from '../testing/served-content.ts'

endBrowserWithFile()

const qt = findQjsEngine(6)

/** What Qt makes of an example, as scenarios: the page then says where its engine makes something else of it. */
async function scenariosFromQt(name: string): Promise<Scenario[]> {
  const content = await exampleContent(name)
  const { dialog } = content
  const all = awkwardInputs(dialog).map((input) => ({ input, state: dialogState(dialog, input, () => true) }))
  const filledIn = all.map(({ input, state }) => ({ input, attributes: state.attributes }))
  const [outcomes = []] = qt === undefined ? [] : await outcomesInQt(qt, [{ content, all: filledIn }])
  return outcomes.map((one, index) => {
    const { input, state } = all[index] as (typeof all)[number]
    const { connection, properties, exception } = outcomeOf(dialog, state, one)
    const { oauthConfigId, ...rest } = input
    return {
      ...{ name: `input ${index}`, ...rest, values: { ...input.values } },
      ...(oauthConfigId !== undefined && { oauthConfig: oauthConfigId }),
      expect: {
        ...(connection !== undefined && { connection }),
        ...(properties !== undefined && { properties }),
        ...(exception !== undefined && { exception }),
      },
    }
  })
}

describe.skipIf(chromiumPath === undefined || qt === undefined)('in Chromium', () => {
  test.each(exampleNames)(
    '%s comes to what Qt makes of it',
    async (name) => {
      const scenarios = await scenariosFromQt(name)
      expect(scenarios.length).toBeGreaterThan(30)
      const other: Scenario = { name: 'other', values: {}, expect: { connection: 'something else' } }
      const mistaken: Scenario = { name: 'mistaken', values: { nowhere: '' }, expect: { canSignIn: true } }
      const path = 'qt.json'
      const address = await serveContent({
        ...(await exampleContent(name)),
        scenarios: [{ path, scenarios: [...scenarios, other, mistaken] }],
      })
      const { page, complaints } = await newTestPage()
      await page.goto(address)
      const fails = page.locator('.scenarios li.fails')
      const passes = page.locator('.scenarios li.passes')
      await expect.poll(() => passes.or(fails).count(), { timeout: 30_000 }).toBe(scenarios.length + 2)
      expect(await fails.allTextContents()).toEqual([
        expect.stringContaining('something else'),
        expect.stringContaining('the dialog has no such field'),
      ])
      expect(complaints).toEqual([])
    },
    60_000,
  )
})
