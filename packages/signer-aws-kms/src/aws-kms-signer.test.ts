import { mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { KMSClient } from '@aws-sdk/client-kms'
import { signTaco } from '@tacosmith/core'
import { hasJdk, jarsignerVerifyAll, javaHomeTrusting, toBeSigned, unsignedTaco } from '@tacosmith/test-kit'
import { describe, expect, test, vi } from 'vitest'
import { awsKmsSigner } from './index.ts'
import {
  authority,
  chainFile,
  folder,
  issued,
  KEYS,
  open,
  SECRET,
  server,
  signerFor,
  TOKEN,
  watch,
} from './testing/harness.ts'

describe('signing', () => {
  test.skipIf(!hasJdk())('makes what jarsigner accepts, for every kind of key', async () => {
    const javaHome = await javaHomeTrusting(await mkdtemp(join(folder, 'java-')), [
      authority.root.certificatePem,
    ])
    const files: string[] = []
    for (const keyId of KEYS) {
      const certificates = Buffer.from(authority.chainPem(issued.get(keyId)!))
      for (const digest of keyId.startsWith('rsa') ? ([undefined, 'sha512'] as const) : [undefined]) {
        const signer = signerFor({ keyId, certificates })
        const { bytes } = await signTaco(await unsignedTaco(), {
          ...{ signer, digest, timestamp: false, includeRoot: false },
        })
        files.push(join(folder, `${keyId}-${digest}.taco`))
        await writeFile(files.at(-1)!, bytes)
      }
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
    for (let count = 0; count < 3; count += 1) {
      await signTaco(taco, { signer, timestamp: false, includeRoot: false })
    }
    expect(server.count('GetPublicKey')).toBe(1)
    expect(server.count('Sign')).toBe(3)
    expect(server.connections).toBe(1)
    await Promise.all(
      [1, 2, 3, 4].map(() => signTaco(taco, { signer, timestamp: false, includeRoot: false })),
    )
    expect(server.count('GetPublicKey')).toBe(1)
  })

  test('sends the digest only, signed with the credentials', async () => {
    await signerFor().sign({ ...toBeSigned, data: Buffer.alloc(5_000_000) })
    const { input, authorization } = server.calls.at(-1)!
    expect(Object.keys(input).toSorted()).toEqual(['KeyId', 'Message', 'MessageType', 'SigningAlgorithm'])
    expect(input).toMatchObject({ MessageType: 'DIGEST', SigningAlgorithm: 'ECDSA_SHA_256' })
    expect(Buffer.from(input.Message ?? '', 'base64')).toHaveLength(32)
    expect(authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-central-1\/kms\/aws4_request/,
    )
  })

  test('shows no credentials where the client logs all that it does', async () => {
    const said: unknown[] = []
    const log = (...words: unknown[]): void => void said.push(words)
    const client = new KMSClient({
      region: 'eu-central-1',
      endpoint: server.endpoint,
      credentials: { accessKeyId: 'OWN', secretAccessKey: SECRET, sessionToken: TOKEN },
      logger: { trace: log, debug: log, info: log, warn: log, error: log },
    })
    await signerFor({ client }).sign(toBeSigned)
    expect(said.length).toBeGreaterThan(0)
    watch.look('the log of the client', said)
    client.destroy()
  })

  test('takes the region from the ARN', async () => {
    const keyId = 'arn:aws:kms:ap-southeast-2:111122223333:key/1234'
    server.keys.set(keyId, issued.get('p-256')!)
    const signer = awsKmsSigner({
      keyId,
      certificates: chainFile,
      endpoint: server.endpoint,
      credentials: { accessKeyId: 'A', secretAccessKey: SECRET },
    })
    open.push(signer)
    await signer.certificates()
    expect(server.calls[0]?.authorization).toContain('/ap-southeast-2/kms/')
  })

  test('uses a client of the user, and leaves it alive', async () => {
    const client = new KMSClient({
      region: 'eu-west-1',
      endpoint: server.endpoint,
      credentials: { accessKeyId: 'OWN', secretAccessKey: SECRET },
    })
    const destroy = vi.spyOn(client, 'destroy')
    const signer = signerFor({ client })
    await signer.sign(toBeSigned)
    await signer.close()
    expect(destroy).not.toHaveBeenCalled()
    expect(server.calls.every(({ authorization }) => authorization.includes('Credential=OWN/'))).toBe(true)
    client.destroy()
  })
})

describe('refusals before anything is signed', () => {
  test('a certificate of another key', async () => {
    const signer = signerFor({ keyId: 'p-384' })
    const error = await watch.failureOf(
      signTaco(await unsignedTaco(), { signer, timestamp: false, includeRoot: false }),
    )
    expect(error).toMatchObject({
      code: 'certificate',
      message: 'no certificate belongs to the AWS KMS key p-384 (EC P-384)',
      help: expect.stringContaining('"CN=Signer p-256" (EC P-256)'),
    })
    expect(server.count('Sign')).toBe(0)
  })

  test('a digest that the key does not sign', async () => {
    const error = await watch.failureOf(signerFor().sign({ ...toBeSigned, digest: 'sha512' }))
    expect(error).toMatchObject({
      code: 'usage',
      message: expect.stringContaining("signs 'sha256' digests only, not sha512"),
      help: expect.stringContaining("Set sign.digest to 'sha256'"),
    })
    expect(server.count('Sign')).toBe(0)
  })

  test('a key for encryption', async () => {
    server.keys.set('encrypting', { ...issued.get('rsa-2048')!, usage: 'ENCRYPT_DECRYPT' })
    expect(await watch.failureOf(signerFor({ keyId: 'encrypting' }).certificates())).toMatchObject({
      code: 'keystore',
      message: expect.stringContaining(
        'is not a signing key: its usage is ENCRYPT_DECRYPT, its spec RSA_2048',
      ),
      help: expect.stringContaining('SIGN_VERIFY'),
    })
  })

  test('no region and no credentials', async () => {
    const options = { keyId: 'p-256', certificates: chainFile, endpoint: server.endpoint }
    const withoutRegion = awsKmsSigner(options)
    expect(await watch.failureOf(withoutRegion.certificates())).toMatchObject({
      code: 'usage',
      message: 'no region was given for the AWS KMS key p-256',
      help: expect.stringContaining('AWS_REGION'),
    })
    const withoutCredentials = awsKmsSigner({ ...options, region: 'eu-central-1' })
    expect(await watch.failureOf(withoutCredentials.certificates())).toMatchObject({
      code: 'environment',
      message: expect.stringContaining('no credentials were found for using the AWS KMS key p-256'),
      help: expect.stringContaining('AWS_ACCESS_KEY_ID'),
    })
    expect(server.calls).toEqual([])
  })

  test('an SDK that cannot be loaded', async () => {
    vi.doMock('@aws-sdk/client-kms', () => {
      throw new Error('broken')
    })
    try {
      expect(await watch.failureOf(signerFor().certificates())).toMatchObject({
        code: 'environment',
        message: '@aws-sdk/client-kms cannot be loaded',
        help: expect.stringContaining('npm install --save-dev @aws-sdk/client-kms'),
      })
    } finally {
      vi.doUnmock('@aws-sdk/client-kms')
    }
  })
})
