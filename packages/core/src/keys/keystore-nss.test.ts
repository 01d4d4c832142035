import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CertificateAuthority, type Issued, requireOracle, runOracle, writePkcs12 } from '@tacosmith/test-kit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openKeystore } from './index.ts'

// Packages of Mozilla's tools exist for Linux only.
const linux = process.platform === 'linux'
const certutil = linux && requireOracle('openssl') ? requireOracle('certutil') : undefined
const pk12util = linux ? requireOracle('pk12util') : undefined
const available = certutil !== undefined && pk12util !== undefined

let folder: string
let issued: Issued
const path = (name: string): string => join(folder, name)

async function run(program: string | undefined, ...args: string[]): Promise<void> {
  const { exit, output } = await runOracle(program ?? '', args)
  if (exit !== 0) throw new Error(output)
}

beforeAll(async () => {
  if (!available) return
  folder = await mkdtemp(join(tmpdir(), 'tacosmith-nss-'))
  const authority = await CertificateAuthority.create()
  issued = await authority.issue({ commonName: 'First', key: 'rsa-2048' })
  const content = { keyPem: issued.keyPem, certificatesPem: authority.chainPem(issued) }
  await writePkcs12(path('in.p12'), { ...content, alias: 'First Key', password: 'import' })
  await mkdir(path('database'))
  await writeFile(path('database-password'), 'of the database')
  const database = ['-d', `sql:${path('database')}`]
  await run(certutil, '-N', ...database, '-f', path('database-password'))
  await run(pk12util, '-i', path('in.p12'), ...database, '-k', path('database-password'), '-W', 'import')
})

afterAll(async () => {
  if (available) await rm(folder, { recursive: true, force: true })
})

const RC2 = 'PKCS #12 V2 PBE With SHA-1 And 40 Bit RC2 CBC'
const TRIPLE_DES = 'PKCS #12 V2 PBE With SHA-1 And 3KEY Triple DES-CBC'

test.skipIf(!available).each([
  ['its defaults', 'open sesame', []],
  ['the ciphers of old', 'pässwörd 🔑', ['-c', TRIPLE_DES, '-C', RC2, '-M', 'SHA-1']],
])('opens a PKCS#12 file of NSS with %s', async (_, password, args) => {
  await writeFile(path('password'), password)
  await run(
    ...([pk12util, '-o', path('out.p12'), '-n', 'First Key', '-d', `sql:${path('database')}`] as const),
    ...['-k', path('database-password'), '-w', path('password'), ...args],
  )
  const bytes = await readFile(path('out.p12'))
  expect([...bytes.subarray(0, 2)]).toEqual([0x30, 0x80])
  const entry = await openKeystore({ keystore: path('out.p12'), storePassword: password })
  expect(entry.alias).toBe('First Key')
  expect(entry.privateKey.equals(issued.privateKey)).toBe(true)
  expect(entry.otherCertificates.map(({ subject }) => subject)).toEqual(['CN=Test Intermediate'])
  await expect(openKeystore({ keystore: path('out.p12'), storePassword: 'wrong' })).rejects.toMatchObject({
    message: expect.stringContaining('is wrong'),
  })
})
