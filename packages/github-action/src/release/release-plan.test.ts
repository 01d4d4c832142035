import { expect, it } from 'vitest'
import type { Inputs } from '../inputs/inputs.ts'
import type { RunnerEvent } from '../inputs/runner-event.ts'
import { planRelease } from './release-plan.ts'

const plan = (inputs: Partial<Inputs>, tag: string, event: Partial<RunnerEvent> = {}) =>
  planRelease({ prerelease: 'auto', ...inputs } as Inputs, tag, event as RunnerEvent)

it.each([
  ['v1.0.0', 'auto', false],
  ['v1.0.0-rc.1', 'auto', true],
  ['connector/v1.0.0-rc.1', 'auto', true],
  ['v1.0.0+build', 'auto', false],
  ['nightly', 'auto', false],
  ['nightly', 'true', true],
  ['v1.0.0-rc.1', 'false', false],
] as const)('%s with prerelease %s: %s', (tag, prerelease, expected) => {
  expect(plan({ prerelease }, tag)).toMatchObject({ prerelease: expected, tag })
})

it('takes the release of the event only where it is that of the tag', () => {
  const event = { release: { id: 7, tag: 'v1.0.0' } }
  expect(plan({}, 'v1.0.0', event).id).toBe(7)
  expect(plan({}, 'v1.0.1', event).id).toBeUndefined()
})

it('makes no prerelease the latest release', () => {
  expect(() => plan({ makeLatest: 'true' }, 'v1.0.0-rc.1')).toThrow(/which cannot be the latest release/)
  expect(plan({ makeLatest: 'true', prerelease: 'false' }, 'v1.0.0-rc.1').makeLatest).toBe('true')
  expect(plan({ makeLatest: 'legacy' }, 'v1.0.0-rc.1').makeLatest).toBe('legacy')
})
