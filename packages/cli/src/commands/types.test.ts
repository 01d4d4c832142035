import { chmod, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { minimalConnector } from '@tacosmith/test-kit'
import { afterEach, describe, expect, it } from 'vitest'
import { inConnectorFolder, type Workplace, workplace } from '../testing/run-cli.ts'

let place: Workplace
afterEach(() => place.dispose())

const types = join('connector', 'tacosmith-env.d.ts')

async function opened(): Promise<Workplace> {
  place = await workplace(inConnectorFolder(minimalConnector()))
  return place
}

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

describe('types --check', () => {
  it('fails where the types are missing or out of date, and writes nothing', async () => {
    const place = await opened()
    expect(await place.run(['types', '--check'])).toEqual({
      exitCode: 1,
      stdout: `${types} is missing\n  Run tacosmith types and commit the file.\n`,
      stderr: '',
    })
    expect(await place.files()).not.toContain(types)

    await place.run(['types', 'connector'])
    expect(await place.run(['types', '--check'])).toEqual({ exitCode: 0, stdout: `${types}\n`, stderr: '' })

    await place.write({ [types]: '// of another connector\n' })
    expect(await place.run(['types', 'connector', '--check'])).toEqual({
      exitCode: 1,
      stdout: `${types} is out of date\n  Run tacosmith types connector and commit the file.\n`,
      stderr: '',
    })
    const { stdout } = await place.run(['types', '--check', '--json'])
    expect(JSON.parse(stdout)).toEqual({ file: join(place.folder, types), upToDate: false })
    expect(await readFile(join(place.folder, types), 'utf8')).toBe('// of another connector\n')
  })
})

describe('validate', () => {
  it('brings types that exist up to date, but not for strangers', async () => {
    const place = await opened()
    await place.write({ [types]: '// old\n' })
    await place.run(['validate', '--untrusted'])
    expect(await readFile(join(place.folder, types), 'utf8')).toBe('// old\n')
    expect(await place.run(['validate'])).toMatchObject({ exitCode: 0, stderr: '' })
    expect(await place.run(['types', '--check'])).toMatchObject({ exitCode: 0 })
  })

  it('makes no types where there are none, and does not fail where they cannot be written', async () => {
    const place = await opened()
    await place.run(['validate'])
    expect(await place.files()).not.toContain(types)
    await place.write({ [types]: '// old\n' })
    await chmod(join(place.folder, 'connector'), 0o500)
    try {
      expect(await place.run(['validate'])).toMatchObject({ exitCode: 0, stderr: '' })
    } finally {
      await chmod(join(place.folder, 'connector'), 0o700)
    }
  })
})
