import { expect, it } from 'vitest'
import { releasesBefore } from './release-version.ts'

it.each([
  ['2022.1', '2020.3', '2020.3 to 2021.4'],
  ['2021.2', '2020.3', '2020.3 to 2021.1'],
  ['2021.1', '2020.4', '2020.4'],
  // There was no 2023.4.
  ['2024.1', '2023.1', '2023.1 to 2023.3'],
  ['2023.1', '2022.4', '2022.4'],
])('the releases before %s from %s on are %s', (release, oldest, expected) => {
  expect(releasesBefore(release, oldest)).toBe(expected)
})
