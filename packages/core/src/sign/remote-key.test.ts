import { sign } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CertificateAuthority, type Issued, requireOracle, runOracle, writePkcs12 } from '@tacosmith/test-kit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TacosmithError } from '../errors.ts'
import { loadServiceSdk, type RemoteKey, remoteKeyError, remoteKeySigner } from './index.ts'

const DATA = Buffer.from('to be signed')

describe('a key in a service', () => {
  let authority: CertificateAuthority
  let issued: Issued
  let folder: string

  beforeAll(async () => {
    authority = await CertificateAuthority.create()
    issued = await authority.issue({ key: 'p-384' })
    folder = await mkdtemp(join(tmpdir(), 'tacosmith-remote-key-'))
  })

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true })
  })

  function remoteKey(changes: Partial<RemoteKey> = {}): RemoteKey {
    return {
      name: 'the test key k1',
      publicKey: issued.publicKey,
      digests: ['sha384'],
      certificates: Buffer.from(authority.chainPem(issued)),
      ecdsaFormat: 'ieee-p1363',
      // The key is not told what it signs, so the test signs the same data.
      sign: async () => sign('sha384', DATA, { key: issued.privateKey, dsaEncoding: 'ieee-p1363' }),
      ...changes,
    }
  }

  const signerOf = (changes: Partial<RemoteKey> = {}) => remoteKeySigner(async () => remoteKey(changes))
  const toBeSigned = { data: DATA, digest: 'sha384', algorithm: 'ecdsa' } as const

  test('is looked up once, and again after a failure or close', async () => {
    let opened = 0
    let closed = 0
    const signer = remoteKeySigner(async () => {
      opened += 1
      if (opened === 1) throw new Error('down')
      return remoteKey({
        close: () => {
          closed += 1
        },
      })
    })
    await expect(signer.certificates()).rejects.toThrow('down')
    await Promise.all([signer.certificates(), signer.sign(toBeSigned), signer.sign(toBeSigned)])
    expect(opened).toBe(2)
    await signer.close()
    await signer.close()
    expect(closed).toBe(1)
    await signer.certificates()
    expect(opened).toBe(3)
  })

  test('turns raw ECDSA signatures of every shape into DER', async () => {
    // About one signature in 128 has a leading zero octet in r or s.
    for (let count = 0; count < 300; count += 1) {
      const signature = await signerOf().sign(toBeSigned)
      expect(signature[0]).toBe(0x30)
    }
  })

  test.each([
    ['nothing', new Uint8Array()],
    ['an odd number of bytes', Buffer.alloc(95, 1)],
    ['zeros', Buffer.alloc(96)],
    ['a signature in DER', Buffer.from('3006020101020101', 'hex')],
  ])('refuses %s as a signature', async (_, answer) => {
    await expect(signerOf({ sign: async () => answer }).sign(toBeSigned)).rejects.toMatchObject({
      code: 'signing',
      message: `what the service sent for the test key k1 (${answer.length} bytes) is not a signature made with it`,
    })
  })

  test('refuses what the key cannot sign, before asking the service', async () => {
    let asked = 0
    const signer = signerOf({
      sign: async () => {
        asked += 1
        return new Uint8Array(96)
      },
    })
    await expect(signer.sign({ ...toBeSigned, digest: 'sha256' })).rejects.toMatchObject({
      code: 'usage',
      message: "the test key k1 (EC P-384) signs 'sha384' digests only, not sha256",
      help: "Set sign.digest to 'sha384', or use another key.",
    })
    await expect(signer.sign({ ...toBeSigned, algorithm: 'rsa' })).rejects.toMatchObject({ code: 'usage' })
    await expect(signerOf({ digests: [] }).sign(toBeSigned)).rejects.toMatchObject({ code: 'keystore' })
    expect(asked).toBe(0)
  })

  test('puts its own certificate first, whatever the order and the number of sources', async () => {
    const other = await authority.issue({ key: 'p-256' })
    const notAfter = new Date(Date.now() + 24 * 60 * 60 * 1000)
    const renewed = await authority.issue({ notAfter, keyPair: issued })
    const file = join(folder, 'renewed.der')
    await writeFile(file, renewed.certificate)
    const certificates = await signerOf({
      certificates: [
        Buffer.from(other.certificatePem + authority.chainPem(issued) + authority.root.certificatePem),
        file,
        issued.certificate,
      ],
    }).certificates()
    const expected = [issued, other, authority.intermediate, authority.root, renewed]
    expect(certificates.map((der) => Buffer.from(der).toString('hex'))).toEqual(
      expected.map(({ certificate }) => Buffer.from(certificate).toString('hex')),
    )
  })

  test('refuses certificates of other keys, and says whose they are', async () => {
    const other = await authority.issue({ key: 'rsa-2048', commonName: 'Somebody' })
    await expect(signerOf({ certificates: other.certificate }).certificates()).rejects.toMatchObject({
      code: 'certificate',
      message: 'no certificate belongs to the test key k1 (EC P-384)',
      help: expect.stringContaining('"CN=Somebody" (RSA 2048 bits)'),
    })
    await expect(signerOf({ certificates: [] }).certificates()).rejects.toMatchObject({ code: 'certificate' })
    await expect(signerOf({ certificates: join(folder, 'none.pem') }).certificates()).rejects.toMatchObject({
      code: 'keystore',
      message: expect.stringContaining('none.pem does not exist'),
    })
    await expect(
      signerOf({ certificates: Buffer.from('no certificate') }).certificates(),
    ).rejects.toMatchObject({ code: 'keystore', message: expect.stringContaining('the test key k1') })
  })

  test.skipIf(requireOracle('openssl') === undefined)(
    'reads PKCS#12 files without a password, with and without a key',
    async () => {
      const file = join(folder, 'with-key.p12')
      const { keyPem } = issued
      const certificatesPem = authority.chainPem(issued)
      await writePkcs12(file, { keyPem, certificatesPem, alias: 'a', password: '' })
      expect(await signerOf({ certificates: file }).certificates()).toHaveLength(2)

      const pem = join(folder, 'chain.pem')
      const withoutKey = join(folder, 'without-key.p12')
      await writeFile(pem, certificatesPem)
      const { exit } = await runOracle(requireOracle('openssl')!, [
        ...['pkcs12', '-export', '-nokeys', '-in', pem, '-out', withoutKey, '-passout', 'pass:'],
      ])
      expect(exit).toBe(0)
      expect(await signerOf({ certificates: withoutKey }).certificates()).toHaveLength(2)
    },
  )
})

describe('errors of a service', () => {
  test('quote the first line without tokens, and carry nothing else', () => {
    const cause = Object.assign(
      new Error(
        'Bearer abcdef0123456789 and eyJhbGciOi.eyJzdWIi.c2ln for https://me:pw@host/path?sig=1234\nx-amz-security-token:IQoJb3',
      ),
      { name: 'AuthError', request: { headers: { authorization: 'Bearer s3cret' } } },
    )
    const error = remoteKeyError('access-denied', { key: 'the key k', cause, help: 'Ask.' })
    expect(error).toBeInstanceOf(TacosmithError)
    expect(error.message).toBe(
      'the credentials do not permit the use of the key k: AuthError: Bearer [token] and [token] for https://host/path',
    )
    expect(error.cause).toBeUndefined()
    expect(
      remoteKeyError('throttled', { key: 'k', cause: new Error('x'.repeat(999)), help: '' }).message,
    ).toMatch(/x{300}…$/)
  })

  test('say which SDK is missing', async () => {
    const missing = Object.assign(new Error('x'), { code: 'ERR_MODULE_NOT_FOUND' })
    await expect(loadServiceSdk('some-sdk', () => Promise.reject(missing))).rejects.toMatchObject({
      code: 'environment',
      message: 'some-sdk is not installed',
      help: expect.stringContaining('npm install --save-dev some-sdk'),
    })
    await expect(loadServiceSdk('some-sdk', () => Promise.reject(new Error('x')))).rejects.toThrow(
      'some-sdk cannot be loaded',
    )
  })
})
