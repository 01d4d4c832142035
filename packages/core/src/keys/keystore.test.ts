import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CertificateAuthority,
  type Issued,
  importWithKeytool,
  requireOracle,
  writePkcs12,
} from '@tacosmith/test-kit'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { TacosmithError } from '../errors.ts'
import { type KeystoreLocation, openKeystore } from './index.ts'

const PASSWORD = 'open sesame'
const hasOpenssl = requireOracle('openssl')
const hasJdk = requireOracle('keytool')

let folder: string
let authority: CertificateAuthority
let issued: Issued
const path = (name: string): string => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacosmith-keystore-'))
  authority = await CertificateAuthority.create()
  issued = await authority.issue({ commonName: 'First' })
  await writeFile(path('chain.pem'), authority.chainPem(issued))
  await writeFile(path('key.pem'), issued.keyPem)
})

afterAll(async () => await rm(folder, { recursive: true, force: true }))

async function failure(location: KeystoreLocation): Promise<TacosmithError> {
  const error = await openKeystore(location).catch((cause: unknown) => cause)
  expect(error).toBeInstanceOf(TacosmithError)
  const found = error as TacosmithError
  expect(`${found.message} ${found.help}`).not.toContain(PASSWORD)
  expect(found.help).toBeTruthy()
  return found
}

describe('PEM', () => {
  const pem = (type: 'pkcs8' | 'sec1'): string => issued.privateKey.export({ format: 'pem', type }).toString()
  const encrypted = (): string =>
    issued.privateKey
      .export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: PASSWORD })
      .toString()

  test.each<[string, () => string | Buffer]>([
    ['PKCS#8', () => pem('pkcs8')],
    ['SEC1', () => pem('sec1')],
    ['a byte order mark and CRLF', () => `\uFEFF${pem('pkcs8').replaceAll('\n', '\r\n')}`],
    ['DER', () => issued.privateKey.export({ format: 'der', type: 'pkcs8' })],
    ['DER SEC1', () => issued.privateKey.export({ format: 'der', type: 'sec1' })],
  ])('reads a key as %s', async (_, content) => {
    await writeFile(path('variant'), content())
    const entry = await openKeystore({ key: path('variant'), certificates: path('chain.pem') })
    expect(entry.privateKey.equals(issued.privateKey)).toBe(true)
    expect(entry.certificate.subject).toBe('CN=First')
    expect(entry.otherCertificates.map(({ subject }) => subject)).toEqual(['CN=Test Intermediate'])
  })

  test('reads an encrypted key with its password, from the options, a variable or a file', async () => {
    await writeFile(path('encrypted.pem'), encrypted())
    await writeFile(path('password.txt'), `${PASSWORD}\r\nsecond line\n`)
    vi.stubEnv('TACOSMITH_TEST_PASSWORD', PASSWORD)
    onTestFinished(() => void vi.unstubAllEnvs())
    for (const keyPassword of [
      PASSWORD,
      { env: 'TACOSMITH_TEST_PASSWORD' },
      { file: path('password.txt') },
    ]) {
      const location = { key: path('encrypted.pem'), certificates: path('chain.pem'), keyPassword }
      expect((await openKeystore(location)).privateKey.equals(issued.privateKey)).toBe(true)
    }
  })

  test('reads key and certificates from one file', async () => {
    await writeFile(path('all.pem'), issued.keyPem + authority.chainPem(issued))
    for (const location of [{ key: path('all.pem') }, { keystore: path('all.pem') }]) {
      expect((await openKeystore(location)).certificate.subject).toBe('CN=First')
    }
  })

  test('says what is wrong', async () => {
    await writeFile(path('encrypted.pem'), encrypted())
    const certificates = path('chain.pem')
    const key = path('encrypted.pem')
    expect((await failure({ key, certificates })).message).toMatch(/encrypted, but no password was given/)
    expect((await failure({ key, certificates, keyPassword: 'wrong' })).message).toMatch(
      /password .* is wrong/,
    )
    expect((await failure({ key: path('no.pem'), certificates })).message).toMatch(/no\.pem does not exist/)
    expect((await failure({ key: certificates, certificates })).message).toMatch(/contains no private key/)
    expect((await failure({ key: path('key.pem') })).message).toMatch(
      /certificate for the key .* is not given/,
    )
    expect((await failure({ key: path('key.pem'), certificates: path('key.pem') })).message).toMatch(
      /no certificate, but a block of the type "PRIVATE KEY"$/,
    )
    expect((await failure({})).code).toBe('usage')
    const other = await authority.issue({ commonName: 'Somebody Else' })
    await writeFile(path('other.pem'), authority.chainPem(other))
    const mismatch = await failure({ key: path('key.pem'), certificates: path('other.pem') })
    expect(mismatch.code).toBe('certificate')
    expect(mismatch.message).toContain('"CN=Somebody Else", "CN=Test Intermediate"')
  })

  test('names the variable or file that should hold a password', async () => {
    const location = { key: path('key.pem'), certificates: path('chain.pem') }
    const unset = await failure({ ...location, keyPassword: { env: 'TACOSMITH_NOT_SET' } })
    expect(unset).toMatchObject({ code: 'usage', message: expect.stringContaining('TACOSMITH_NOT_SET') })
    const absent = await failure({ ...location, keyPassword: { file: path('absent.txt') } })
    expect(absent).toMatchObject({ code: 'usage', message: expect.stringContaining('absent.txt') })
  })
})

describe.skipIf(!hasOpenssl)('PKCS#12', () => {
  beforeAll(async () => {
    if (!hasOpenssl) return
    const certificatesPem = authority.chainPem(issued)
    const content = { keyPem: issued.keyPem, certificatesPem, alias: 'First Key', password: PASSWORD }
    await writePkcs12(path('one.p12'), content)
    await writePkcs12(path('legacy.p12'), content, { legacy: true })
    await writePkcs12(path('empty.p12'), { ...content, password: '' })
    const second = await authority.issue({ commonName: 'Second' })
    await writePkcs12(path('second.p12'), {
      ...{ keyPem: second.keyPem, certificatesPem: authority.chainPem(second), alias: 'Second Key' },
      password: PASSWORD,
    })
    if (hasJdk) await importWithKeytool([path('one.p12'), path('second.p12')], path('two.p12'), PASSWORD)
    if (hasJdk) await importWithKeytool([path('one.p12')], path('store.jks'), PASSWORD, 'jks')
  })

  test('opens a file of OpenSSL', async () => {
    const entry = await openKeystore({ keystore: path('one.p12'), storePassword: PASSWORD })
    expect(entry.alias).toBe('First Key')
    expect(entry.privateKey.equals(issued.privateKey)).toBe(true)
    expect(entry.otherCertificates.map(({ subject }) => subject)).toEqual(['CN=Test Intermediate'])
  })

  test('opens a file with an empty password', async () => {
    expect((await openKeystore({ keystore: path('empty.p12'), storePassword: '' })).alias).toBe('First Key')
  })

  test.skipIf(!hasJdk)('takes the key with the alias from a file of a JDK', async () => {
    const entry = await openKeystore({
      keystore: path('two.p12'),
      storePassword: PASSWORD,
      alias: 'Second Key',
    })
    expect(entry.certificate.subject).toBe('CN=Second')
  })

  test.skipIf(!hasJdk)('lists the aliases when none or an unknown one is given', async () => {
    const location = { keystore: path('two.p12'), storePassword: PASSWORD }
    const none = await failure(location)
    expect(none.message).toMatch(/holds 2 keys: .*"first key".*"second key"|"second key".*"first key"/)
    const unknown = await failure({ ...location, alias: 'third' })
    expect(unknown.message).toContain('no key with the alias "third"')
    expect(unknown.help).toContain('"second key"')
  })

  test('says that a password is missing or wrong', async () => {
    const keystore = path('one.p12')
    expect((await failure({ keystore })).message).toMatch(/password-protected, but no password was given/)
    expect((await failure({ keystore, storePassword: 'wrong' })).message).toMatch(
      /password for .* is wrong, or the file is damaged/,
    )
    const keyWrong = await failure({ keystore, storePassword: PASSWORD, keyPassword: 'wrong' })
    expect(keyWrong.message).toMatch(/password for the key "First Key" .* is wrong/)
  })

  test('opens a file with the encryption of the time before OpenSSL 3', async () => {
    const entry = await openKeystore({ keystore: path('legacy.p12'), storePassword: PASSWORD })
    expect(entry.privateKey.equals(issued.privateKey)).toBe(true)
  })

  test.skipIf(!hasJdk)('opens a JKS keystore', async () => {
    const entry = await openKeystore({ keystore: path('store.jks'), storePassword: PASSWORD })
    expect(entry.privateKey.equals(issued.privateKey)).toBe(true)
  })

  test('refuses other files', async () => {
    await writeFile(path('noise.p12'), Buffer.from('no keystore at all'))
    expect((await failure({ keystore: path('noise.p12'), storePassword: PASSWORD })).message).toMatch(
      /is not a readable PKCS#12 file/,
    )
    await writeFile(path('noise2.p12'), Buffer.from('3003020103', 'hex'))
    expect((await failure({ keystore: path('noise2.p12'), storePassword: PASSWORD })).message).toMatch(
      /is not a readable PKCS#12 file/,
    )
  })
})
