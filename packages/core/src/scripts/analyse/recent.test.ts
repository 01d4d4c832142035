import { expect, it } from 'vitest'
import { Recent } from './recent.ts'

it('works out what it has not seen lately', () => {
  const worked: string[] = []
  const recent = new Recent<string>(2)
  const get = (key: string) =>
    recent.get(key, () => {
      worked.push(key)
      return key.toUpperCase()
    })
  expect(['a', 'b', 'a', 'c', 'a', 'b'].map(get)).toEqual(['A', 'B', 'A', 'C', 'A', 'B'])
  expect(worked).toEqual(['a', 'b', 'c', 'b'])
})
