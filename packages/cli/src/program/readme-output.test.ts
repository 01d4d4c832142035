import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { replaceIn } from '@tacosmith/test-kit'
import { afterEach, expect, it } from 'vitest'
import { inConnectorFolder, type Workplace, workplace } from '../testing/run-cli.ts'

const repository = fileURLToPath(new URL('../../../..', import.meta.url))

let place: Workplace
afterEach(() => place?.dispose())

it('README.md shows what validate prints where an example lacks an attribute', async () => {
  const folder = join(repository, 'examples/esbuild-minimal/connector')
  const names = await readdir(folder)
  const files = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)),
  )
  const resolver = replaceIn(files['connectionResolver.tdr'], '          <attr>port</attr>\n', '')
  place = await workplace(inConnectorFolder({ ...files, 'connectionResolver.tdr': resolver }))
  const { stdout } = await place.run(['validate', 'connector'])
  const readme = await readFile(join(repository, 'README.md'), 'utf8')
  const [, shown] = /\$ npx tacosmith validate connector\n([\s\S]*?)```/.exec(readme) ?? []
  expect(shown).toBe(stdout)
})
