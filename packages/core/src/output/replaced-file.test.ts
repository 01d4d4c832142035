import { existsSync } from 'node:fs'
import {
  chmod,
  chown,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isRoot } from '@tacosmith/test-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeFileWhole } from './write-file.ts'

let folder: string
let path: string
const text = Buffer.from('new')
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'replaced-'))
  path = join(folder, 'x.taco')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const nobody = 65_534

describe('a symbolic link at the path', () => {
  beforeEach(async () => {
    await mkdir(join(folder, 'elsewhere'))
    await writeFile(join(folder, 'elsewhere', 'file'), 'theirs')
    await symlink(join('elsewhere', 'file'), path)
  })
  const theirs = (): Promise<string> => readFile(join(folder, 'elsewhere', 'file'), 'utf8')

  it('is replaced where the name is ours: nothing elsewhere is written', async () => {
    await writeFileWhole(path, text)
    expect(await theirs()).toBe('theirs')
    expect((await lstat(path)).isFile()).toBe(true)
    expect(await readFile(path, 'utf8')).toBe('new')
  })

  it('stays where the user names it, and what it leads to is replaced', async () => {
    await writeFileWhole(path, text, { link: 'follow' })
    expect(await readlink(path)).toBe(join('elsewhere', 'file'))
    expect(await theirs()).toBe('new')
    expect(await readdir(join(folder, 'elsewhere'))).toEqual(['file'])
  })

  it('is an error where the user names it and it leads nowhere', async () => {
    await rm(join(folder, 'elsewhere', 'file'))
    await expect(writeFileWhole(path, text, { link: 'follow' })).rejects.toMatchObject({
      code: 'output',
      message: `cannot write ${path}: it is a symbolic link to a file that does not exist`,
    })
    expect(await readdir(join(folder, 'elsewhere'))).toEqual([])
  })

  it('leads no file out of the folder that it has to lie in', async () => {
    const within = join(folder, 'unpacked')
    await mkdir(within)
    await symlink(join(folder, 'elsewhere'), join(within, 'sub'))
    const writing = writeFileWhole(join(within, 'sub', 'deep', 'x'), text, { within })
    await expect(writing).rejects.toMatchObject({
      code: 'output',
      message: expect.stringContaining(`${join(within, 'sub')}: it is a symbolic link that leads out of`),
    })
    expect(await readdir(join(folder, 'elsewhere'))).toEqual(['file'])
    await writeFileWhole(join(within, 'own', 'x'), text, { within })
  })
})

describe('a file at the path', () => {
  it.skipIf(process.platform === 'win32').each([0o600, 0o644, 0o755, 0o640])(
    'keeps its permissions: %o',
    async (mode) => {
      await writeFile(path, 'earlier')
      await chmod(path, mode)
      await writeFileWhole(path, text)
      expect((await stat(path)).mode & 0o777).toBe(mode)
    },
  )

  it.runIf(isRoot())('keeps its owner, as far as the system allows', async () => {
    await writeFile(path, 'earlier')
    await chmod(path, 0o640)
    await chown(path, nobody, nobody)
    await writeFileWhole(path, text)
    expect(await stat(path)).toMatchObject({ uid: nobody, gid: nobody, mode: 0o100640 })
  })

  it.runIf(isRoot())('is left alone where it is write-protected, and where its folder is', async () => {
    await writeFile(path, 'earlier')
    await chmod(path, 0o444)
    await chmod(folder, 0o777)
    await asNobody(async () => {
      await expect(writeFileWhole(path, text)).rejects.toMatchObject({
        code: 'output',
        message: `cannot write ${path}: permission denied, the existing file is write-protected`,
        help: expect.stringContaining('another user'),
      })
    })
    await chmod(folder, 0o555)
    await asNobody(async () => {
      await expect(writeFileWhole(join(folder, 'other'), text)).rejects.toMatchObject({
        code: 'output',
        message: `cannot write ${join(folder, 'other')}: permission denied`,
      })
    })
    await chmod(folder, 0o755)
    expect(await readdir(folder)).toEqual(['x.taco'])
    expect(await readFile(path, 'utf8')).toBe('earlier')
  })

  it.runIf(existsSync('/dev/null'))('must be a file: no device is replaced, nor a folder', async () => {
    const before = await lstat('/dev/null')
    for (const link of ['follow', 'replace'] as const) {
      await expect(writeFileWhole('/dev/null', text, { link })).rejects.toMatchObject({
        message: 'cannot write /dev/null: it is not a regular file',
      })
      await expect(writeFileWhole(folder, text, { link })).rejects.toMatchObject({
        message: `cannot write ${folder}: a folder of that name is in the way`,
      })
    }
    expect((await lstat('/dev/null')).ino).toBe(before.ino)
  })
})

/** Runs a step without the rights of root. */
async function asNobody(step: () => Promise<void>): Promise<void> {
  process.setegid?.(nobody)
  process.seteuid?.(nobody)
  try {
    await step()
  } finally {
    process.seteuid?.(0)
    process.setegid?.(0)
  }
}
