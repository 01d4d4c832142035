import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { minimalConnector, readTacoEntry } from '@tacosmith/test-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inConnectorFolder, type Workplace, workplace } from '../testing/run-cli.ts'

const secret = 'hunter2-5518'
const { 'connectionBuilder.js': _, ...others } = minimalConnector()
let place: Workplace
let outside: string
beforeEach(async () => {
  place = await workplace()
  outside = `${place.folder}-secretdir`
  await mkdir(outside)
  await writeFile(join(outside, 'credentials.ts'), `export const = broken '${secret}'\n`)
  await writeFile(join(outside, 't.json'), `{ "password": "${secret}" }\n`)
  await writeFile(join(outside, 'builder.ts'), `export default () => ['${secret}']\n`)
})
afterEach(async () => {
  await rm(outside, { recursive: true })
  await place.dispose()
})

const script = (specifier: string): string =>
  `import * as found from '${specifier}'\nexport default () => [JSON.stringify(found)]\n`

describe.each(['build', 'validate', 'dev --once'])('tacosmith %s', (command) => {
  const run = () => place.run([...command.split(' '), 'connector'])

  it.each(['credentials', 't.json'])('neither packs nor shows ../secretdir/%s', async (name) => {
    await place.write({
      'package.json': '{}',
      ...inConnectorFolder({
        ...others,
        'connectionBuilder.ts': script(`../../${outside.split('/').at(-1)}/${name}`),
      }),
    })
    const { exitCode, stdout, stderr } = await run()
    expect(exitCode).toBe(1)
    expect(stdout + stderr).toContain(`outside the project ${place.folder}`)
    expect(stdout + stderr).toContain('connectionBuilder.ts')
    expect(stdout + stderr).not.toContain(secret)
    expect((await place.files()).filter((file) => /taco$|connectionBuilder\.js$/.test(file))).toEqual([])
  })

  it('takes a link that leads out of the connector folder for no file', async () => {
    await place.write({ 'package.json': '{}', ...inConnectorFolder(others) })
    await symlink(join(outside, 'builder.ts'), join(place.folder, 'connector/connectionBuilder.ts'))
    await rm(join(place.folder, 'connector/dialect.tdd'))
    await symlink(join(outside, 't.json'), join(place.folder, 'connector/dialect.tdd'))
    const { exitCode, stdout, stderr } = await run()
    expect(exitCode).toBe(1)
    expect(stdout + stderr).not.toContain(secret)
    expect((await place.files()).filter((file) => /taco$/.test(file))).toEqual([])
  })
})

it('without anything that makes a project it is the connector folder, else it ends at the nearest package.json', async () => {
  await place.write({
    ...inConnectorFolder({ ...others, 'connectionBuilder.ts': script('../shared/word') }),
    'shared/word.ts': `export const word: string = 'shared word'\n`,
  })
  expect(await place.run(['build', 'connector'])).toMatchObject({
    exitCode: 1,
    stderr: expect.stringMatching(/word\.ts is outside the project [\s\S]*connectionBuilder\.ts:1:\d+/),
  })
  await place.write({ 'package.json': '{}' })
  expect(await place.run(['build', 'connector'])).toMatchObject({ exitCode: 0 })
  const taco = await readFile(join(place.folder, 'dist/brook_jdbc-v1.0.0.taco'))
  expect(await readTacoEntry(taco, 'connectionBuilder.js')).toContain('shared word')
})

describe('what is written stays inside', () => {
  it('the log does not follow a link', async () => {
    await place.write({ 'package.json': '{}', ...inConnectorFolder(minimalConnector()) })
    await mkdir(join(place.folder, 'logs'))
    await symlink(join(outside, 't.json'), join(place.folder, 'logs/packaging_logs.txt'))
    expect((await place.run(['validate', 'connector', '-l', 'logs'])).exitCode).toBe(0)
    expect(await readFile(join(outside, 't.json'), 'utf8')).toContain(secret)
    expect(await readFile(join(place.folder, 'logs/packaging_logs.txt'), 'utf8')).toContain(
      'No problems found',
    )
  })

  it('an unpacked connector does not follow a linked folder', async () => {
    await place.write({ 'package.json': '{}', ...inConnectorFolder({ ...minimalConnector() }) })
    expect((await place.run(['dev', 'connector', '--once', '--out', 'kept'])).exitCode).toBe(0)
    await rm(join(place.folder, 'kept/manifest.xml'))
    await symlink(join(outside, 't.json'), join(place.folder, 'kept/manifest.xml'))
    expect((await place.run(['dev', 'connector', '--once', '--out', 'kept'])).exitCode).toBe(0)
    expect(await readFile(join(outside, 't.json'), 'utf8')).toContain(secret)
  })

  it('create --force writes nothing through a linked folder', async () => {
    await symlink(outside, join(place.folder, 'connector'), 'junction')
    const { exitCode, stderr } = await place.run(['create', '.', '--yes', '--force'])
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('symbolic link that leads out of'),
    })
    await expect(readFile(join(outside, 'manifest.xml'))).rejects.toThrow()
  })
})
