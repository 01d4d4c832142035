import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import { validateConnector } from '../rules/validate-connector.ts'
import { memorySource } from './memory-source.ts'
import { readConnector } from './read-connector.ts'
import { Turns } from './turns.ts'

/** How often something else came to its turn while work went on. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let count = 0
  let isOver = false
  const next = (): void => {
    if (isOver) return
    count++
    setImmediate(next)
  }
  setImmediate(next)
  await work()
  isOver = true
  return count
}

function busyFor(milliseconds: number): void {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}

describe('long work', () => {
  it('lets others come to their turns, and short work does not', async () => {
    const worked = (steps: number, milliseconds: number) =>
      turnsDuring(async () => {
        const turns = new Turns()
        for (let step = 0; step < steps; step++) {
          busyFor(milliseconds)
          await turns.next()
        }
      })
    expect(await worked(20, 4)).toBeGreaterThanOrEqual(8)
    expect(await worked(3, 0)).toBe(0)
  })

  it('of checking a large connector does so too', async () => {
    const { 'dialect.tdd': dialect } = minimalConnector()
    const formula = (index: number): string =>
      `<function group="string" name="F${index}" return-type="int"><formula>F${index}(%1)</formula><argument type="str"/></function>`
    const many = Array.from({ length: 1500 }, (_, index) => formula(index)).join('\n')
    const files = minimalConnector({
      'dialect.tdd': replaceIn(dialect, '</function-map>', `${many}</function-map>`),
    })
    const connector = await readConnector(memorySource(files))
    // The engine for XML is read before.
    await validateConnector(await readConnector(memorySource(minimalConnector())))
    expect(await turnsDuring(() => validateConnector(connector))).toBeGreaterThan(2)
  })
})
