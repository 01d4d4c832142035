import { mkdir, mkdtemp, realpath, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fileKey, refuseSameFiles } from './output-files.ts'

let folder: string
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'outputs-')))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const planned = (...files: string[]) =>
  files.map((file, index) => ({ path: join(folder, `c${index}`), file: join(folder, file) }))

it('takes files that differ', async () => {
  await refuseSameFiles(planned('dist/a.taco', 'dist/b.taco', 'other/a.taco'), folder)
  await refuseSameFiles(planned('a.taco', 'A.taco'), folder, 'linux')
})

it('names all that would be written to the same file', async () => {
  const files = ['dist/a.taco', 'dist/b.taco', 'dist/a.taco', 'dist/b.taco', 'dist/a.taco', 'c.taco']
  await expect(refuseSameFiles(planned(...files), folder)).rejects.toMatchObject({
    code: 'usage',
    message: [
      'the same file would be written several times: ',
      `  ${join('dist', 'a.taco')} by c0, c2, c4`,
      `  ${join('dist', 'b.taco')} by c1, c3`,
    ].join('\n'),
    help: expect.stringContaining('Nothing was written.'),
  })
})

it.each<NodeJS.Platform>(['darwin', 'win32'])(
  'names that differ by case are the same on %s',
  async (platform) => {
    await expect(refuseSameFiles(planned('a.taco', 'A.taco'), folder, platform)).rejects.toThrow(
      'a.taco by c0, c1',
    )
  },
)

it('sees through links to folders, also where the folder below is not there yet', async () => {
  await mkdir(join(folder, 'real'))
  await symlink(join(folder, 'real'), join(folder, 'link'), 'junction')
  const refused = refuseSameFiles(planned('real/new/a.taco', 'link/new/a.taco'), folder)
  await expect(refused).rejects.toThrow(`${join('real', 'new', 'a.taco')} by c0, c1`)
})

it('compares paths of Windows as Windows does', () => {
  expect(fileKey('C:\\Dist/A.taco', 'win32')).toBe(fileKey('c:/dist\\a.TACO', 'win32'))
  expect(fileKey('/dist/a\\b.taco', 'linux')).not.toBe(fileKey('/dist/a/b.taco', 'linux'))
})
