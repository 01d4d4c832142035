import { memorySource } from '@tacosmith/core'
import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { expect, it } from 'vitest'
import { alignVersion } from './stamp-version.ts'

const wanted = { tag: 'v2.0.0', stamp: true }
const manifest = minimalConnector()['manifest.xml'] ?? ''
const stamp = async (text: string): Promise<string | undefined> => {
  const overlay = await alignVersion(memorySource({ 'manifest.xml': text }), '2.0.0', wanted)
  return overlay && Buffer.from(overlay['manifest.xml'] ?? '').toString()
}

it('changes the version and nothing else, line ends, quotes and byte order mark included', async () => {
  const text = `\ufeff${manifest}`
    .replaceAll('\n', '\r\n')
    .replace(/plugin-version="[^"]*"/, "plugin-version='1.0.0'")
  expect(await stamp(text)).toBe(replaceIn(text, "plugin-version='1.0.0'", "plugin-version='2.0.0'"))
})

it('adds a version that is missing', async () => {
  const text = manifest.replace(/ plugin-version="[^"]*"/, '')
  expect(await stamp(text)).toBe(
    replaceIn(text, '<connector-plugin', '<connector-plugin plugin-version="2.0.0"'),
  )
})

it('leaves what is right, and what cannot be read', async () => {
  expect(await stamp(manifest.replace(/plugin-version="[^"]*"/, 'plugin-version="2.0.0"'))).toBeUndefined()
  expect(await stamp('<connector-plugin')).toBeUndefined()
})

it('refuses another version where it is not to be stamped', async () => {
  const source = memorySource({ 'manifest.xml': manifest })
  await expect(alignVersion(source, '2.0.0', { ...wanted, stamp: false })).rejects.toMatchObject({
    code: 'connector-invalid',
    message: expect.stringMatching(/is 1\.0\.0, but the tag v2\.0\.0 asks for 2\.0\.0/),
  })
})
