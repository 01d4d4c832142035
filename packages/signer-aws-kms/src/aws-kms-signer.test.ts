import { KMSClient } from '@aws-sdk/client-kms'
import { toBeSigned } from '@tacosmith/test-kit'
import { describe, expect, test, vi } from 'vitest'
import { awsKmsSigner } from './index.ts'
import { bench, SECRET, server, signerFor, TOKEN } from './testing/harness.ts'

describe('signing', () => {
  test('keeps the connection, however many files', async () => {
    const signer = signerFor()
    for (let count = 0; count < 3; count += 1) await signer.sign(toBeSigned)
    expect(server.count('Sign')).toBe(3)
    expect(server.connections).toBe(1)
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
    bench.watch.look('the log of the client', said)
    client.destroy()
  })

  test('takes the region from the ARN', async () => {
    const keyId = 'arn:aws:kms:ap-southeast-2:111122223333:key/1234'
    server.keys.set(keyId, bench.keyOf('p-256'))
    const signer = awsKmsSigner({
      keyId,
      certificates: bench.chainFile,
      endpoint: server.endpoint,
      credentials: { accessKeyId: 'A', secretAccessKey: SECRET },
    })
    bench.keep(signer)
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
  test('a key for encryption', async () => {
    server.keys.set('encrypting', { ...bench.keyOf('rsa-2048'), usage: 'ENCRYPT_DECRYPT' })
    expect(await bench.watch.failureOf(signerFor({ keyId: 'encrypting' }).certificates())).toMatchObject({
      code: 'keystore',
      message: expect.stringContaining(
        'is not a signing key: its usage is ENCRYPT_DECRYPT, its spec RSA_2048',
      ),
      help: expect.stringContaining('SIGN_VERIFY'),
    })
  })

  test('no region and no credentials', async () => {
    const options = { keyId: 'p-256', certificates: bench.chainFile, endpoint: server.endpoint }
    const withoutRegion = awsKmsSigner(options)
    expect(await bench.watch.failureOf(withoutRegion.certificates())).toMatchObject({
      code: 'usage',
      message: 'no region was given for the AWS KMS key p-256',
      help: expect.stringContaining('AWS_REGION'),
    })
    const withoutCredentials = awsKmsSigner({ ...options, region: 'eu-central-1' })
    expect(await bench.watch.failureOf(withoutCredentials.certificates())).toMatchObject({
      code: 'environment',
      message: expect.stringContaining('no credentials were found for using the AWS KMS key p-256'),
      help: expect.stringContaining('AWS_ACCESS_KEY_ID'),
    })
    expect(server.calls).toEqual([])
  })
})
