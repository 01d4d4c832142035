import { within } from '@tacosmith/test-kit'
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

it(
  'does not compare what is longer than any name',
  within(10_000, () => {
    const long = 'n'.repeat(1_000_000)
    expect(
      nearestName(
        long,
        Array.from({ length: 1000 }, () => `${long}x`),
      ),
    ).toBeUndefined()
    expect(nearestName('n'.repeat(101), ['n'.repeat(100)])).toBeUndefined()
    expect(nearestName('n'.repeat(99), ['n'.repeat(100)])).toBe('n'.repeat(100))
  }),
)

it('finds the same with swaps, whatever it leaves out', () => {
  expect(nearestName('portcatlog', ['catalog', 'prot-catalog', 'portcatalog'])).toBe('portcatalog')
  expect(nearestName('abdc', ['abcd'])).toBe('abcd')
  expect(nearestName('abcdefghi', ['xxxxefghi', 'badcfeghi'])).toBe('badcfeghi')
})
