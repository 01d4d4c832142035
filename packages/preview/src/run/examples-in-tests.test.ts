import { type LoadScriptOptions, loadScript } from '@tacosmith/core/testing'
import { expect, test } from 'vitest'
import type { DialogInput } from '../dialog/dialog-input.ts'
import type { DialogModel } from '../dialog/dialog-model.ts'
import { dialogState } from '../dialog/dialog-state.ts'
import { awkwardInputs } from '../testing/awkward-inputs.ts'
import { triedConnectors } from '../testing/tried-connectors.ts'
import { connectionOf } from './connection.ts'
import { runScripts } from './run-scripts.ts'
import { standInSettings } from './stand-in-settings.ts'

/** What a test of the connector's author runs a script against. */
function worldOf(dialog: DialogModel, { platform, host }: DialogInput): LoadScriptOptions {
  const { driverName, productName, productVersion } = standInSettings(dialog, platform, host)
  return {
    platform,
    product: { name: productName, version: productVersion },
    ...(driverName !== undefined && { driver: { name: driverName } }),
  }
}

/** What comes of a script there: what it returns, or the message that it ends with. */
async function resultInTest(
  script: string | undefined,
  world: LoadScriptOptions,
  attributes: Record<string, string>,
): Promise<{ value?: unknown; exception?: string }> {
  if (script === undefined) return {}
  const run = await loadScript(script, world)
  try {
    return { value: run(attributes) }
  } catch (thrown) {
    const { name, message } = thrown as Error
    if (name !== 'TableauException') throw thrown
    return { exception: message }
  }
}

/** As a driver gets it: without what a connection lacks. */
function given(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined && one !== null))
}

test.each(await triedConnectors())(
  '$name gives in the preview what it gives in a test of its author',
  async ({ content: { dialog, scripts } }) => {
    const inputs = awkwardInputs(dialog)
    expect(inputs.length).toBeGreaterThan(30)
    const texts = new Set<unknown>()
    for (const input of inputs) {
      const { attributes } = dialogState(dialog, input, () => undefined)
      const ours = connectionOf(dialog, runScripts(dialog, input, scripts, attributes))
      const world = worldOf(dialog, input)
      const builder = await resultInTest(scripts['connection-builder'], world, attributes)
      const properties = await resultInTest(scripts['connection-properties'], world, attributes)
      const pairs = builder.value as string[] | undefined
      expect(ours).toEqual({
        text: dialog.isJdbc ? pairs?.[0] : pairs?.join(';'),
        properties: given(properties.value),
        exception: builder.exception ?? properties.exception,
        error: undefined,
      })
      texts.add(ours.text ?? ours.exception)
    }
    expect(texts.size).toBeGreaterThan(25)
  },
  120_000,
)
