import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { processorTime, within } from './processor-time.ts'

function work(milliseconds: number): void {
  const end = process.cpuUsage().user / 1000 + milliseconds
  while (process.cpuUsage().user / 1000 < end);
}

it('counts work and not waiting', async () => {
  expect(await processorTime(() => work(300))).toBeGreaterThanOrEqual(300)
  expect(await processorTime(() => setTimeout(1500))).toBeLessThan(1000)
})

it('fails a test that works too long, and passes on what fails otherwise', async () => {
  await within(10_000, work)(10)
  await expect(within(100, work)(300)).rejects.toThrow(/took \d+ ms of the processor; 100 are allowed/)
  const failing = () => expect(1).toBe(2)
  await expect(within(1000, failing)()).rejects.toThrow('expected 1 to be 2')
})
