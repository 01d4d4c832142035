import { expect, it } from 'vitest'
import { nearestName } from './nearest-name.ts'

it.each([
  ['lable', ['label', 'name'], 'label'],
  ['Keystore', ['keystore', 'key'], 'keystore'],
  ['classs', ['class'], 'class'],
  ['xyz', ['label', 'name'], undefined],
  ['', ['label'], undefined],
])('takes %j among %j for %j', (typed, known, expected) => {
  expect(nearestName(typed, known)).toBe(expected)
})
