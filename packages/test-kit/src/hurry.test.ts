import { setImmediate as afterOthers } from 'node:timers/promises'
import { describe, expect, it, vi } from 'vitest'
import { hurry } from './hurry.ts'

describe('a clock that hurries', () => {
  it('reaches a time limit of minutes, and is the real one again afterwards', async () => {
    const start = Date.now()
    const passed = await hurry(vi, async () => {
      const began = Date.now()
      await new Promise((resolve) => setTimeout(resolve, 120_000))
      return Date.now() - began
    })
    expect(passed).toBeGreaterThanOrEqual(120_000)
    expect(Date.now() - start).toBeLessThan(120_000)
  })

  it('stands still while there is work to do', async () => {
    const passed = await hurry(vi, async () => {
      const began = Date.now()
      const end = performance.now() + 400
      while (performance.now() < end) {
        const pieceEnd = performance.now() + 10
        while (performance.now() < pieceEnd);
        await afterOthers()
      }
      return Date.now() - began
    })
    // Twenty seconds otherwise.
    expect(passed).toBeLessThan(5_000)
  })

  it('hands on what fails', async () => {
    await expect(hurry(vi, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  })
})
