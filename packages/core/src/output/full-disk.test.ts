import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { canMountSmallDisk, smallDiskOfTest } from '@tacosmith/test-kit'
import { describe, expect, it, onTestFinished } from 'vitest'
import { requestCertificate } from '../keys/keystore-request.ts'
import { writeFileWhole, writeNewFile } from './write-file.ts'

const smallDisk = (kilobytes: number) => smallDiskOfTest(kilobytes, onTestFinished)

describe.runIf(canMountSmallDisk())('on a full disk', () => {
  it('what is there stays, and nothing half is left', async () => {
    const folder = smallDisk(64)
    const path = join(folder, 'x.taco')
    await writeFile(path, 'earlier')
    const content = randomBytes(200_000)
    for (const writing of [
      () => writeFileWhole(path, content),
      () => writeNewFile(join(folder, 'new.taco'), content),
    ]) {
      await expect(writing()).rejects.toMatchObject({
        code: 'output',
        message: expect.stringMatching(/^cannot write \S+: the disk is full$/),
      })
    }
    expect(await readdir(folder)).toEqual(['x.taco'])
    expect(await readFile(path, 'utf8')).toBe('earlier')
  })

  it.each([
    ['the keystore', 0],
    ['the request', 4],
  ])(
    'a certificate request leaves nothing behind that the next one would not replace: %s does not fit',
    async (_what, free) => {
      const folder = smallDisk(16)
      const keystore = join(folder, 'release.p12')
      await fill(folder, free)
      const options = { subject: 'CN=Acme', key: 'p-256', keystore, password: 'secret-password' } as const
      await expect(requestCertificate(options)).rejects.toMatchObject({
        code: 'output',
        message: expect.stringContaining('the disk is full'),
      })
      expect(existsSync(keystore)).toBe(false)
      expect(await readdir(folder)).toEqual(['filler'])
    },
  )
})

/** Fills a disk but for some kilobytes. */
async function fill(folder: string, free: number): Promise<void> {
  await writeFile(join(folder, 'filler'), randomBytes((16 - free) * 1024)).catch(() => {})
}
