import { mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { KeyManagementServiceClient } from '@google-cloud/kms'
import { signTaco } from '@tacosmith/core'
import {
  hasJdk,
  jarsignerVerifyAll,
  javaHomeTrusting,
  toBeSigned,
  UNTIMESTAMPED,
  unsignedTaco,
} from '@tacosmith/test-kit'
import { describe, expect, test, vi } from 'vitest'
import {
  authority,
  clientOptions,
  folder,
  issued,
  KEYS,
  server,
  signerFor,
  version,
  watch,
} from './testing/harness.ts'

describe('signing', () => {
  test.skipIf(!hasJdk())('makes what jarsigner accepts, for every kind of key', async () => {
    const javaHome = await javaHomeTrusting(await mkdtemp(join(folder, 'java-')), [
      authority.root.certificatePem,
    ])
    const files: string[] = []
    for (const [key, algorithm] of KEYS) {
      const certificates = Buffer.from(authority.chainPem(issued.get(key)!))
      const signer = signerFor({ keyVersion: version(key), certificates })
      const digest = algorithm.endsWith('512') ? 'sha512' : undefined
      const { bytes } = await signTaco(await unsignedTaco(), { signer, digest, ...UNTIMESTAMPED })
      files.push(join(folder, `${key}.taco`))
      await writeFile(files.at(-1)!, bytes)
    }
    const results = await jarsignerVerifyAll(files, javaHome)
    expect(results.map(({ exit }, index) => `${files[index]} ${exit}`)).toEqual(
      files.map((file) => `${file} 0`),
    )
    for (const { output } of results) expect(output).toContain('jar verified.')
  })

  test('looks the key up once and keeps the connection, however many files', async () => {
    const signer = signerFor()
    const taco = await unsignedTaco()
    for (let count = 0; count < 3; count += 1) await signTaco(taco, { signer, ...UNTIMESTAMPED })
    await Promise.all([1, 2, 3, 4].map(() => signTaco(taco, { signer, ...UNTIMESTAMPED })))
    expect({
      lookups: server.count('GetPublicKey'),
      signatures: server.count('AsymmetricSign'),
      connections: server.connections,
    }).toEqual({ lookups: 1, signatures: 7, connections: 1 })
  })

  test('sends the digest only, with a token', async () => {
    await signerFor().sign({ ...toBeSigned, data: Buffer.alloc(5_000_000) })
    const { digest, name, authorization } = server.calls.at(-1)!
    expect(name).toBe(version('p-256'))
    expect(Object.keys(digest ?? {})).toEqual(['sha256'])
    expect(digest?.sha256).toHaveLength(32)
    expect(authorization).toMatch(/^Bearer eyJ/)
  })

  test('uses a client of the user, and leaves it alive', async () => {
    const client = new KeyManagementServiceClient(clientOptions())
    const close = vi.spyOn(client, 'close')
    const signer = signerFor({ client, clientOptions: {} })
    await signer.sign(toBeSigned)
    await signer.close()
    expect(close).not.toHaveBeenCalled()
    await client.close()
  })

  test('works after close', async () => {
    const signer = signerFor()
    await signer.sign(toBeSigned)
    await signer.close()
    await signer.sign(toBeSigned)
    expect(server.count('GetPublicKey')).toBe(2)
  })
})

describe('refusals before anything is signed', () => {
  test('a certificate of another key', async () => {
    const signer = signerFor({ keyVersion: version('p-384') })
    expect(await watch.failureOf(signTaco(await unsignedTaco(), { signer, ...UNTIMESTAMPED }))).toMatchObject(
      {
        code: 'certificate',
        message: `no certificate belongs to the Cloud KMS key ${version('p-384')} (EC P-384)`,
        help: expect.stringContaining('"CN=Signer p-256" (EC P-256)'),
      },
    )
    expect(server.count('AsymmetricSign')).toBe(0)
  })

  test('a digest that the key does not sign', async () => {
    const certificates = Buffer.from(authority.chainPem(issued.get('rsa-4096')!))
    const signer = signerFor({ keyVersion: version('rsa-4096'), certificates })
    // tacosmith chooses SHA-384 for such a key.
    expect(await watch.failureOf(signTaco(await unsignedTaco(), { signer, ...UNTIMESTAMPED }))).toMatchObject(
      {
        code: 'usage',
        message: expect.stringContaining("(RSA 4096 bits) signs 'sha512' digests only, not sha384"),
        help: expect.stringContaining("Set sign.digest to 'sha512'"),
      },
    )
    expect(server.count('AsymmetricSign')).toBe(0)
  })

  test.each([
    'RSA_DECRYPT_OAEP_3072_SHA256',
    'RSA_SIGN_PSS_3072_SHA256',
    'RSA_SIGN_RAW_PKCS1_3072',
    'EC_SIGN_SECP256K1_SHA256',
    'EC_SIGN_ED25519',
  ])('a key for %s', async (algorithm) => {
    server.keys.set(version('other'), { ...issued.get('rsa-3072')!, algorithm })
    expect(await watch.failureOf(signerFor({ keyVersion: version('other') }).certificates())).toMatchObject({
      code: 'keystore',
      message: expect.stringContaining(`is not a signing key: its algorithm is ${algorithm}`),
      help: expect.stringContaining('RSA_SIGN_PKCS1'),
    })
  })

  test('a name without a version, and no name at all', async () => {
    const keyVersion = version('p-256').replace('/cryptoKeyVersions/1', '')
    expect(await watch.failureOf(signerFor({ keyVersion }).certificates())).toMatchObject({
      code: 'usage',
      message: expect.stringContaining(`keyVersion is "${keyVersion}", expected projects/`),
      help: expect.stringContaining('Add the version, such as /cryptoKeyVersions/1'),
    })
    expect(await watch.failureOf(signerFor({ keyVersion: '' }).certificates())).toMatchObject({
      code: 'usage',
    })
    expect(server.calls).toEqual([])
  })

  test('no credentials, and a key of an account that is none', async () => {
    const endpoint = { apiEndpoint: 'localhost', port: server.port }
    expect(await watch.failureOf(signerFor({ clientOptions: endpoint }).certificates())).toMatchObject({
      code: 'environment',
      message: expect.stringMatching(/no credentials were found .* Could not load the default credentials/),
      help: expect.stringContaining('gcloud auth application-default login'),
    })
    const credentials = { client_email: 'signer@test.iam.gserviceaccount.com', private_key: 'no key' }
    expect(
      await watch.failureOf(signerFor({ clientOptions: { ...endpoint, credentials } }).certificates()),
    ).toMatchObject({ code: 'environment', message: expect.stringContaining('were rejected') })
    expect(server.calls).toEqual([])
  })

  test('an SDK that cannot be loaded', async () => {
    vi.doMock('@google-cloud/kms', () => {
      throw new Error('broken')
    })
    try {
      expect(await watch.failureOf(signerFor().certificates())).toMatchObject({
        code: 'environment',
        message: '@google-cloud/kms cannot be loaded',
        help: expect.stringContaining('npm install --save-dev @google-cloud/kms'),
      })
    } finally {
      vi.doUnmock('@google-cloud/kms')
    }
  })
})
