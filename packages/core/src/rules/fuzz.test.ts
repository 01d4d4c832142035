import { expect, test } from 'vitest'
import { fuzz } from './testing/fuzz.ts'

test('400 documents changed at random and 80 files of noise: no exception, no hang, one verdict', async () => {
  const result = await fuzz(400, 80, 4711)
  expect(result.failures).toEqual([])
  expect(result.valid).toBeGreaterThan(20)
  expect(result.documents - result.valid).toBeGreaterThan(200)
})
