import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'

const root = new URL('../../../../', import.meta.url)
const { bundledIn } = (await import(new URL('tools/licenses.mjs', root).href)) as {
  bundledIn: (text: string) => { name: string }[]
}

it.each([
  ['cli', ['commander', 'acorn', 'quickjs-emscripten-core', 'preact']],
  ['core', ['acorn', 'jszip']],
  ['preview', ['preact']],
])('the licences of what %s bundles and copies are beside it', async (name, expected) => {
  const licenses = await readFile(new URL(`packages/${name}/dist/LICENSES.txt`, root), 'utf8')
  expect(bundledIn(licenses).map((one) => one.name)).toEqual(expect.arrayContaining(expected))
})
