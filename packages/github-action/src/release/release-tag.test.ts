import { expect, it } from 'vitest'
import { versionInTag } from './release-tag.ts'

it.each([
  ['1.4.0', '1.4.0'],
  ['v1.4.0', '1.4.0'],
  ['v1.4', '1.4'],
  ['connector/v1.2.3', '1.2.3'],
  ['connector/1.2.3', '1.2.3'],
  ['my-db-2/v1.2.3', '1.2.3'],
  ['connector-v1.2.3-beta.1', '1.2.3-beta.1'],
  ['@acme/connector@1.2.3', '1.2.3'],
  ['connector_v10.20.30', '10.20.30'],
])('%s means %s', (tag, version) => {
  expect(versionInTag(tag)).toBe(version)
})

it.each(['nightly', 'v', 'v1', 'vv1.2.3', '1.2.3.', 'connectorv1.2.3'])('%s contains no version', (tag) => {
  expect(() => versionInTag(tag)).toThrow(/contains no version/)
})
