import { expect, test } from 'vitest'
import { fuzz } from './testing/fuzz.ts'

test('200 files changed at random: no crash, no hang, and nothing accepted that jarsigner rejects', async () => {
  const result = await fuzz(200, 4711)
  expect(result.failures).toEqual([])
  expect(result.rounds - result.accepted).toBeGreaterThan(100)
})
