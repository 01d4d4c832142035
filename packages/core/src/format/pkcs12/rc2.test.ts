import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { requireOracle, runOracle } from '@tacosmith/test-kit'
import { expect, test } from 'vitest'
import { decryptRc2Cbc } from './rc2.ts'

const openssl = requireOracle('openssl')

// The first has 40 effective bits, the second 128.
test.skipIf(!openssl).each([
  ['rc2-40-cbc', 5],
  ['rc2-cbc', 16],
])('decrypts what OpenSSL encrypts with %s', async (cipher, keyBytes) => {
  const folder = await mkdtemp(join(tmpdir(), 'tacosmith-rc2-'))
  try {
    for (const length of [0, 1, 7, 8, 9, 1000]) {
      const [plain, key, iv] = [randomBytes(length), randomBytes(keyBytes), randomBytes(8)]
      await writeFile(join(folder, 'plain'), plain)
      const { exit, output } = await runOracle(openssl ?? '', [
        ...['enc', `-${cipher}`, '-provider', 'legacy', '-provider', 'default'],
        ...['-K', key.toString('hex'), '-iv', iv.toString('hex')],
        ...['-in', join(folder, 'plain'), '-out', join(folder, 'encrypted')],
      ])
      expect([exit, output]).toEqual([0, ''])
      const encrypted = await readFile(join(folder, 'encrypted'))
      expect(Buffer.from(decryptRc2Cbc(key, iv, encrypted)).equals(plain)).toBe(true)
      expect(() => decryptRc2Cbc(key, iv, encrypted.subarray(1))).toThrow('wrong length')
    }
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('a vector of RFC 2268', () => {
  const key = Buffer.from('88bca90e90875a7f0f79c384627bafb2', 'hex')
  const zero = new Uint8Array(8)
  // One block of zeros decrypts without a padding, so the padding is what the error is about.
  expect(() => decryptRc2Cbc(key, zero, Buffer.from('2269552ab0f85ca6', 'hex'))).toThrow('wrong padding')
  // As the initialization vector, the padding turns the zeros into eight times 08: an empty text.
  expect(decryptRc2Cbc(key, new Uint8Array(8).fill(8), Buffer.from('2269552ab0f85ca6', 'hex'))).toHaveLength(
    0,
  )
})
