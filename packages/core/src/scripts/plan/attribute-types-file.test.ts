import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { minimalConnector } from '@tacosmith/test-kit'
import { afterAll, expect, it } from 'vitest'
import { memorySource, readConnector } from '../../connector/index.ts'
import { attributeTypes } from './attribute-types.ts'
import { writeAttributeTypes } from './attribute-types-file.ts'

const folder = await mkdtemp(join(tmpdir(), 'tacosmith-env-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

it('writes the types beside the connector, and only when they have changed', async () => {
  const connector = await readConnector(memorySource(minimalConnector()))
  const path = join(folder, 'tacosmith-env.d.ts')
  expect(await writeAttributeTypes(folder, connector)).toBe('written')
  const { mtimeMs, ino } = await stat(path)
  expect(await writeAttributeTypes(folder, connector)).toBe('unchanged')
  expect(await stat(path)).toMatchObject({ mtimeMs, ino })
  await writeFile(path, 'stale')
  expect(await writeAttributeTypes(folder, connector)).toBe('written')
  expect(await readFile(path, 'utf8')).toBe(attributeTypes(connector))
  expect(await readdir(folder)).toEqual(['tacosmith-env.d.ts'])
})

it('says which file it cannot write', async () => {
  const connector = await readConnector(memorySource(minimalConnector()))
  const occupied = join(folder, 'tacosmith-env.d.ts')
  await expect(writeAttributeTypes(occupied, connector)).rejects.toMatchObject({
    code: 'output',
    message: expect.stringContaining(occupied),
  })
})
