import { chmod, chown, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { canMountSmallDisk, isRoot, minimalConnector, smallDiskOfTest } from '@tacosmith/test-kit'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { inConnectorFolder, type Workplace, workplace } from '../testing/run-cli.ts'

const taco = 'brook_jdbc-v1.0.0.taco'
const nobody = 65_534
let place: Workplace
beforeEach(async () => {
  place = await workplace({ 'package.json': '{}', ...inConnectorFolder(minimalConnector()) })
})
afterEach(() => place.dispose())

const smallDisk = (kilobytes: number) => smallDiskOfTest(kilobytes, onTestFinished)

describe.runIf(canMountSmallDisk())('on a full disk', () => {
  it.each([
    ['build', (disk: string) => ['build', 'connector', '-o', disk]],
    ['validate -l', (disk: string) => ['validate', 'connector', '-l', disk]],
    ['dev --once', (disk: string) => ['dev', 'connector', '--once', '--out', join(disk, 'kept')]],
    [
      'sign --out',
      (disk: string) => ['sign', `dist/${taco}`, '--development', '--out', join(disk, 'signed.taco')],
    ],
    ['create', (disk: string) => ['create', join(disk, 'made'), '--yes']],
    [
      'cert request',
      (disk: string) => [
        'cert',
        'request',
        '--subject',
        'CN=A',
        '--key-type',
        'p-256',
        '--keystore',
        join(disk, 'x.p12'),
      ],
    ],
  ])('%s says so, and leaves no half file', async (_name, words) => {
    await place.run(['build', 'connector'])
    const disk = smallDisk(4)
    await writeFile(join(disk, 'filler'), Buffer.alloc(4096))
    const outcome = await place.run(words(disk), { TACOSMITH_STOREPASS: 'store-password-5518' })
    expect(outcome).toMatchObject({
      stdout: '',
      stderr: expect.stringMatching(/^error (\S+: )?cannot write \S+: the disk is full\n/m),
    })
    expect(outcome.exitCode).toBe(2)
    const entries = await readdir(disk, { recursive: true, withFileTypes: true })
    expect(entries.filter((entry) => entry.isFile()).map(({ name }) => name)).toEqual(['filler'])
  })
})

describe('sign in place', () => {
  it('signs what a link leads to, keeps the link and the permissions', async () => {
    await place.run(['build', 'connector'])
    const file = join(place.folder, 'dist', taco)
    await chmod(file, 0o600)
    await symlink(join('dist', taco), join(place.folder, 'current.taco'))
    const unsigned = await readFile(file)
    expect((await place.run(['sign', 'current.taco', '--development'])).exitCode).toBe(0)
    expect((await readFile(file)).equals(unsigned)).toBe(false)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(await place.run(['verify', 'dist/brook_jdbc-v1.0.0.taco', '--json'])).not.toMatchObject({
      exitCode: 2,
    })
  })
})

describe.runIf(isRoot())("another user's file", () => {
  it('stays theirs when root signs it', async () => {
    await place.run(['build', 'connector'])
    const file = join(place.folder, 'dist', taco)
    await chown(file, nobody, nobody)
    expect((await place.run(['sign', `dist/${taco}`, '--development'])).exitCode).toBe(0)
    expect(await stat(file)).toMatchObject({ uid: nobody, gid: nobody })
  })
})

it('names a folder that cannot be made', async () => {
  await writeFile(join(place.folder, 'file'), '')
  const { exitCode, stderr } = await place.run(['build', 'connector', '-o', 'file/dist'])
  expect({ exitCode, stderr }).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(/cannot write \S+: a file is in the way of the folder\n {2}Check that/),
  })
  await mkdir(join(place.folder, 'dist', taco), { recursive: true })
  expect((await place.run(['build', 'connector'])).stderr).toContain('a folder of that name is in the way')
})
