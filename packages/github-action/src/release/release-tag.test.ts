import { expect, it } from 'vitest'
import { isPrereleaseTag, versionInTag } from './release-tag.ts'

it.each([
  ['1.4.0', '1.4.0', undefined],
  ['v1.4.0', '1.4.0', undefined],
  ['v1.4', '1.4', undefined],
  ['connector/v1.2.3', '1.2.3', undefined],
  ['connector/1.2.3', '1.2.3', undefined],
  ['my-db-2/v1.2.3', '1.2.3', undefined],
  ['connector-v1.2.3-beta.1', '1.2.3', 'beta.1'],
  ['@acme/connector@1.2.3', '1.2.3', undefined],
  ['connector_v10.20.30', '10.20.30', undefined],
  ['v1.1.0-rc.1', '1.1.0', 'rc.1'],
  ['connector/v1.1.0-rc.1', '1.1.0', 'rc.1'],
  ['1.1.0-alpha', '1.1.0', 'alpha'],
  ['v1.1.0-2026-01-31', '1.1.0', '2026-01-31'],
  ['release-1.2-x/v1.0.0', '1.0.0', undefined],
  ['v1.1.0+build.7', '1.1.0', undefined],
  ['v1.1.0-rc.1+build.7', '1.1.0', 'rc.1'],
])('%s means %s', (tag, version, prerelease) => {
  expect(versionInTag(tag)).toEqual({ version, prerelease })
  expect(isPrereleaseTag(tag)).toBe(prerelease !== undefined)
})

it.each(['nightly', 'v', 'v1', 'vv1.2.3', '1.2.3.', 'connectorv1.2.3', 'v1.2.3rc1'])(
  '%s contains no version',
  (tag) => {
    expect(() => versionInTag(tag)).toThrow(/contains no version/)
    expect(isPrereleaseTag(tag)).toBe(false)
  },
)

it.each([
  ['v1.1.0-', /after 1\.1\.0- should come .* but there is nothing/],
  ['v1.1.0-rc..1', /after 1\.1\.0- should come .* but there is 'rc\.\.1'/],
  ['v1.1.0-rc_1', /but there is 'rc_1'/],
  ['v1.1.0+', /after 1\.1\.0\+ should come/],
])('%s is malformed', (tag, message) => {
  expect(() => versionInTag(tag)).toThrow(message)
})
