import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CertificateAuthority,
  type Issued,
  processorTime,
  requireOracle,
  runOracle,
} from '@tacosmith/test-kit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TacosmithError } from '../errors.ts'
import { integer, objectIdentifier, octetString, sequence } from '../format/der/der-writer.ts'
import { writePemBlock } from '../format/der/pem.ts'
import { openKeystore } from './index.ts'

const openssl = requireOracle('openssl')
let folder: string
let authority: CertificateAuthority
let issued: Issued
const path = (name: string): string => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacosmith-pem-'))
  authority = await CertificateAuthority.create()
  issued = await authority.issue({ commonName: 'First', key: 'rsa-2048' })
  await writeFile(path('key.pem'), issued.keyPem)
  await writeFile(path('chain.pem'), authority.chainPem(issued))
})

afterAll(async () => await rm(folder, { recursive: true, force: true }))

interface Location {
  key: string
  certificates?: string
  keyPassword?: string
}

async function expectOpens(location: Location): Promise<void> {
  const entry = await openKeystore(location)
  expect(entry.privateKey.equals(issued.privateKey)).toBe(true)
  expect(entry.certificate.subject).toBe('CN=First')
  expect(entry.otherCertificates.map(({ subject }) => subject)).toContain('CN=Test Intermediate')
}

async function failure(location: Location): Promise<TacosmithError> {
  const error = (await openKeystore(location).catch((cause: unknown) => cause)) as TacosmithError
  expect(error.name).toBe('TacosmithError')
  expect(error.help).toBeTruthy()
  return error
}

describe('a text file', () => {
  const everything = (): string => authority.chainPem(issued) + issued.keyPem
  const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le')

  test.each<[string, () => string | Buffer]>([
    ['the key after the certificates', everything],
    ['PKCS#1', () => authority.chainPem(issued) + issued.privateKey.export({ format: 'pem', type: 'pkcs1' })],
    ['UTF-16, as PowerShell writes it', () => utf16(everything())],
    ['CRLF', () => everything().replaceAll('\n', '\r\n')],
    ['CR', () => everything().replaceAll('\n', '\r')],
    ['indented lines', () => everything().replaceAll(/^/gm, '    ')],
    ['no line breaks', () => everything().replaceAll('\n', ' ')],
    ['text around the blocks', () => `subject=CN = First\n${everything()}\nThe end - of all.\n`],
    ['a block that ends nowhere', () => `-----BEGIN NOTHING-----\n${everything()}`],
  ])('%s', async (_, content) => {
    await writeFile(path('all.pem'), content())
    await expectOpens({ key: path('all.pem') })
  })

  test('takes the newest certificate that is valid today', async () => {
    const day = 24 * 60 * 60 * 1000
    const keyPair = { privateKey: issued.privateKey, publicKey: issued.publicKey }
    const expired = await authority.issue({
      ...{ commonName: 'Expired', keyPair },
      ...{ notBefore: new Date(Date.now() - 900 * day), notAfter: new Date(Date.now() - day) },
    })
    const future = await authority.issue({
      ...{ commonName: 'Future', keyPair },
      ...{ notBefore: new Date(Date.now() + day), notAfter: new Date(Date.now() + 900 * day) },
    })
    const certificates = future.certificatePem + expired.certificatePem + authority.chainPem(issued)
    await writeFile(path('renewed.pem'), certificates)
    expect(
      (await openKeystore({ key: path('key.pem'), certificates: path('renewed.pem') })).certificate.subject,
    ).toBe('CN=First')
  })

  test("OpenSSH's own format is refused", async () => {
    const block =
      '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA\n-----END OPENSSH PRIVATE KEY-----\n'
    await writeFile(path('ssh'), block)
    expect((await failure({ key: path('ssh'), certificates: path('chain.pem') })).message).toContain(
      'OpenSSH',
    )
  })

  test('a million unfinished blocks take no time', async () => {
    await writeFile(path('hostile.pem'), `${'-----BEGIN A-----'.repeat(500_000)}-----END B-----`)
    const time = await processorTime(async () => {
      expect((await failure({ key: path('hostile.pem') })).message).toContain('contains no private key')
    })
    expect(time).toBeLessThan(5000)
  })

  test('a file of gigabytes is not read', async () => {
    await writeFile(path('large'), Buffer.alloc(17 * 1024 * 1024))
    expect((await failure({ key: path('large') })).message).toContain('larger than 16 MB')
  })
})

describe.skipIf(!openssl)('certificates beside the key', () => {
  async function run(...args: string[]): Promise<void> {
    const { exit, output } = await runOracle(openssl ?? '', args)
    if (exit !== 0) throw new Error(output)
  }

  test.each(['PEM', 'DER'])('as .p7b in %s', async (form) => {
    await run(
      'crl2pkcs7',
      '-nocrl',
      '-certfile',
      path('chain.pem'),
      '-outform',
      form,
      '-out',
      path('chain.p7b'),
    )
    await expectOpens({ key: path('key.pem'), certificates: path('chain.p7b') })
  })

  test('as .p7b that Windows labels as a certificate', async () => {
    await run(
      'crl2pkcs7',
      '-nocrl',
      '-certfile',
      path('chain.pem'),
      '-outform',
      'DER',
      '-out',
      path('der.p7b'),
    )
    await run('base64', '-in', path('der.p7b'), '-out', path('base64'))
    const body = await readFile(path('base64'), 'utf8')
    await writeFile(
      path('windows.p7b'),
      `-----BEGIN CERTIFICATE-----\r\n${body}-----END CERTIFICATE-----\r\n`,
    )
    await expectOpens({ key: path('key.pem'), certificates: path('windows.p7b') })
  })

  test('in any order, with the root and duplicates', async () => {
    const { root, intermediate } = authority
    const certificates = [root, intermediate, root, issued, intermediate]
      .map((one) => one.certificatePem)
      .join('')
    await writeFile(path('mixed.pem'), certificates)
    const entry = await openKeystore({ key: path('key.pem'), certificates: path('mixed.pem') })
    expect(entry.certificate.subject).toBe('CN=First')
    expect(entry.otherCertificates.map(({ subject }) => subject)).toEqual([
      'CN=Test Root',
      'CN=Test Intermediate',
    ])
  })

  test('as one in DER', async () => {
    await writeFile(path('one.cer'), issued.certificate)
    const entry = await openKeystore({ key: path('key.pem'), certificates: path('one.cer') })
    expect(entry.certificate.subject).toBe('CN=First')
  })

  test('certificates given as a keystore are taken for what they are', async () => {
    await writeFile(path('one.cer'), issued.certificate)
    const error = (await openKeystore({ keystore: path('one.cer') }).catch(
      (cause: unknown) => cause,
    )) as Error
    expect(error.message).toContain('contains no private key, only certificates')
  })

  test('a damaged certificate is not passed over', async () => {
    const damaged = issued.certificatePem.replace(/\n.{64}\n/, '\n')
    await writeFile(path('damaged.pem'), damaged + authority.intermediate.certificatePem)
    const error = await failure({ key: path('key.pem'), certificates: path('damaged.pem') })
    expect(error).toMatchObject({ code: 'certificate', message: expect.stringContaining('damaged.pem') })
  })
})

describe('an encrypted key that asks for much work', () => {
  const filled = (bytes: number) => octetString(Buffer.alloc(bytes, 1))
  const aes = sequence(objectIdentifier('2.16.840.1.101.3.4.1.42'), filled(16))
  const pbes2 = (...derivation: Uint8Array[]) =>
    sequence(objectIdentifier('1.2.840.113549.1.5.13'), sequence(sequence(...derivation), aes))
  const pbkdf2 = (iterations: number) =>
    pbes2(objectIdentifier('1.2.840.113549.1.5.12'), sequence(filled(8), integer(iterations)))
  const pbes1 = (name: string) => (iterations: number) =>
    sequence(objectIdentifier(name), sequence(filled(8), integer(iterations)))
  const scrypt = (cost: number, blockSize: number, parallelization: number) =>
    pbes2(
      objectIdentifier('1.3.6.1.4.1.11591.4.11'),
      sequence(filled(8), integer(cost), integer(blockSize), integer(parallelization)),
    )

  test.each([
    ['PBKDF2', pbkdf2(2_000_000_000), '4000000000 rounds of password hashing in all, and at most 4000000'],
    ['PBKDF2, of which each round counts twice', pbkdf2(2_000_001), '4000002 rounds'],
    ['PBES1', pbes1('1.2.840.113549.1.5.10')(2_000_000_000), '6000000000 rounds'],
    ['the encryption of PKCS#12', pbes1('1.2.840.113549.1.12.1.3')(2_000_000_000), '6000000000 rounds'],
    ['scrypt', scrypt(16_384, 8, 1_000_000), '131072000000 rounds'],
    ['scrypt with much memory', scrypt(1_048_576, 8, 1), 'password hashing that is impossible'],
    ['none at all', pbkdf2(0), 'password hashing that is impossible'],
  ])('by %s is refused at once', async (_kind, algorithm, told) => {
    const der = sequence(algorithm, filled(64))
    const pem = writePemBlock({ label: 'ENCRYPTED PRIVATE KEY', headers: [], der })
    for (const content of [pem, der]) {
      await writeFile(path('many.pem'), content)
      const location = { key: path('many.pem'), certificates: path('chain.pem'), keyPassword: 'secret' }
      const time = await processorTime(async () => {
        const error = await failure(location)
        expect(error.message).toContain(told)
        expect(error.message).toContain('many.pem is refused')
      })
      expect(time).toBeLessThan(5000)
    }
  })

  test.skipIf(openssl === undefined).each([
    ['PBKDF2', ['-v2', 'aes-256-cbc', '-iter', '600000']],
    ['PBKDF2 with another digest', ['-v2', 'aes-128-cbc', '-v2prf', 'hmacWithSHA512']],
    ['PBES1', ['-v1', 'PBE-SHA1-3DES', '-iter', '100000']],
    ['scrypt', ['-scrypt', '-scrypt_N', '16384', '-scrypt_r', '8', '-scrypt_p', '2']],
  ])('by %s is opened where OpenSSL wrote it', async (_kind, options) => {
    for (const form of ['PEM', 'DER']) {
      const files = ['-in', path('key.pem'), '-outform', form, '-out', path('usual.pem')]
      await runOracle(openssl ?? '', ['pkcs8', '-topk8', ...options, ...files, '-passout', 'pass:secret'])
      await expectOpens({
        ...{ key: path('usual.pem'), certificates: path('chain.pem'), keyPassword: 'secret' },
      })
    }
  })
})
