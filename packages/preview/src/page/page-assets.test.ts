import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readAsset } from '../server/page-assets.ts'

test('the script of the page is small', async () => {
  const script = await readAsset('page.js')
  expect(script.length).toBeGreaterThan(10_000)
  expect(gzipSync(script).length).toBeLessThan(60_000)
})

test.each(['page.js', 'style.css'])('%s names no other host', async (name) => {
  const text = (await readAsset(name)).toString()
  const addresses = [...text.matchAll(/https?:\/\/[\w.-]+/g)].map(([address]) => address)
  // Names of XML, not places; and the link by which people report a fault of the page.
  expect(
    addresses.filter((address) => !['http://www.w3.org', 'https://github.com'].includes(address)),
  ).toEqual([])
})
