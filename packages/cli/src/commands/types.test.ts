import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { minimalConnector } from '@tacosmith/test-kit'
import { afterEach, expect, it } from 'vitest'
import { inConnectorFolder, type Workplace, workplace } from '../testing/run-cli.ts'

let place: Workplace
afterEach(() => place.dispose())

it('writes the types of the attributes into the connector folder', async () => {
  place = await workplace(inConnectorFolder(minimalConnector()))
  expect(await place.run(['types'])).toEqual({
    exitCode: 0,
    stdout: `${join('connector', 'tacosmith-env.d.ts')}\n`,
    stderr: '',
  })
  expect(await readFile(join(place.folder, 'connector/tacosmith-env.d.ts'), 'utf8')).toMatch(/authentication/)
})

it('leaves the types alone while the connector cannot be read', async () => {
  place = await workplace(inConnectorFolder(minimalConnector()))
  await place.run(['types'])
  await place.write({ 'connector/connection-fields.xml': '<connection-fields>' })
  const { exitCode, stderr } = await place.run(['types'])
  expect(exitCode).toBe(1)
  expect(stderr).toContain('tacosmith validate')
  expect(await readFile(join(place.folder, 'connector/tacosmith-env.d.ts'), 'utf8')).toMatch(/authentication/)
})
