import { findQjsEngine, type QtMajor } from '@tacosmith/test-kit'
import { describe, expect, test } from 'vitest'
import { dialogState } from '../dialog/dialog-state.ts'
import { awkwardInputs, awkwardTexts } from '../testing/awkward-inputs.ts'
import { outcomesInQt } from '../testing/outcomes-in-qt.ts'
import { triedConnectors } from '../testing/tried-connectors.ts'
import { connectionOf } from './connection.ts'
import { runScripts } from './run-scripts.ts'

const tried = (await triedConnectors()).map(({ name, content }) => {
  const { dialog, scripts } = content
  const all = awkwardInputs(dialog).map((input) => ({
    input,
    attributes: dialogState(dialog, input, () => undefined).attributes,
  }))
  const ours = all.map(({ input, attributes }) => runScripts(dialog, input, scripts, attributes))
  return { name, content, all, ours }
})

describe.each(tried)('$name', ({ content: { dialog }, all, ours }) => {
  test('is filled in with all that it offers, and every awkward text', () => {
    expect(all.length).toBeGreaterThan(30)
    for (const { name: field, groups } of dialog.fields) {
      const seen = new Set(all.map(({ attributes }) => attributes[field]))
      const offered = groups.flatMap(({ options }) => options.map(({ value }) => value))
      for (const value of offered) expect(seen).toContain(value)
    }
    const servers = all.map(({ attributes }) => attributes.server)
    expect(servers).toEqual(expect.arrayContaining([...awkwardTexts]))
  })

  test('comes to a connection that holds what was typed, or says why not', () => {
    const connections = ours.map((outcomes) => connectionOf(dialog, outcomes))
    expect(connections.map(({ error }) => error)).toEqual(connections.map(() => undefined))
    const plain = all.findIndex(({ attributes }) => attributes.server === 'plain')
    expect(connections[plain]?.text).toContain('plain')
    const texts = new Set(connections.map(({ text, exception }) => text ?? exception))
    expect(texts.size).toBeGreaterThan(25)
  })
})

describe.each<QtMajor>([5, 6])('in Qt %i', (qtMajor) => {
  const engine = findQjsEngine(qtMajor)

  test.skipIf(engine === undefined)('all of them come to the same', async () => {
    if (engine === undefined) return
    const theirs = await outcomesInQt(engine, tried)
    for (const [index, { name, ours }] of tried.entries()) expect([name, theirs[index]]).toEqual([name, ours])
  })
})
