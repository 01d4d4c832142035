import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { KMSClient } from '@aws-sdk/client-kms'
import { type RemoteKeySigner, signTaco, TacosmithError } from '@tacosmith/core'
import {
  CertificateAuthority,
  type Issued,
  jarsignerVerifyAll,
  javaHomeTrusting,
  type KeyKind,
  requireOracle,
} from '@tacosmith/test-kit'
import JSZip from 'jszip'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type AwsKmsSignerOptions, awsKmsSigner } from './index.ts'
import { type Fault, KmsServer } from './testing/kms-server.ts'

const KEYS: KeyKind[] = ['rsa-2048', 'rsa-3072', 'rsa-4096', 'p-256', 'p-384', 'p-521']
const SECRET = 'wJalrXUtnFEMI-secret-access-key'
const TOKEN = 'IQoJb3JpZ2luX2VjE-session-token'
const hasJdk = requireOracle('java') && requireOracle('jarsigner') && requireOracle('keytool')
const toBeSigned = { data: Buffer.from('data'), digest: 'sha256', algorithm: 'ecdsa' } as const

let folder: string
let server: KmsServer
let authority: CertificateAuthority
let chainFile: string
const issued = new Map<string, Issued>()
const open: RemoteKeySigner[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacosmith-aws-kms-test-'))
  // Nothing of the machine's own AWS settings takes part.
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'none'))
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'none'))
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true')
  for (const name of ['AWS_REGION', 'AWS_PROFILE', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) {
    vi.stubEnv(name, undefined)
  }
  authority = await CertificateAuthority.create()
  server = await KmsServer.start()
  for (const key of KEYS) {
    const made = await authority.issue({ key, commonName: `Signer ${key}` })
    issued.set(key, made)
    server.keys.set(key, made)
  }
  chainFile = join(folder, 'chain.pem')
  await writeFile(chainFile, authority.chainPem(issued.get('p-256')!))
}, 60_000)

afterEach(async () => {
  for (const signer of open.splice(0)) await signer.close()
  server.forget()
})

afterAll(async () => {
  vi.unstubAllEnvs()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

function signerFor(options: Partial<AwsKmsSignerOptions> = {}): RemoteKeySigner {
  const signer = awsKmsSigner({
    keyId: 'p-256',
    certificates: chainFile,
    region: 'eu-central-1',
    endpoint: server.endpoint,
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: SECRET, sessionToken: TOKEN },
    ...options,
  })
  open.push(signer)
  return signer
}

async function failureOf(action: Promise<unknown>): Promise<TacosmithError> {
  const error: unknown = await action.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof TacosmithError)) throw error ?? new Error('it did not fail')
  const everything = JSON.stringify([error, error.message, error.help, error.stack, String(error.cause)])
  for (const secret of [SECRET, TOKEN, 'Signature=']) expect(everything).not.toContain(secret)
  expect(error.help).toBeTruthy()
  return error
}

async function unsignedTaco(): Promise<Uint8Array> {
  const zip = new JSZip()
  zip.file('manifest.xml', '<connector-plugin/>', { date: new Date(Date.UTC(1980, 1, 1)) })
  return await zip.generateAsync({ type: 'uint8array', platform: 'DOS' })
}

const refusal = (status: number, type: string, message = 'because'): Fault => ({ status, type, message })
const throttling = refusal(400, 'ThrottlingException', 'You have exceeded the rate')

describe('signing', () => {
  test.skipIf(!hasJdk)('makes what jarsigner accepts, for every kind of key', async () => {
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
    const error = await failureOf(
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
    const error = await failureOf(signerFor().sign({ ...toBeSigned, digest: 'sha512' }))
    expect(error).toMatchObject({
      code: 'usage',
      message: expect.stringContaining("signs 'sha256' digests only, not sha512"),
      help: expect.stringContaining("Set sign.digest to 'sha256'"),
    })
    expect(server.count('Sign')).toBe(0)
  })

  test('a key for encryption', async () => {
    server.keys.set('encrypting', { ...issued.get('rsa-2048')!, usage: 'ENCRYPT_DECRYPT' })
    expect(await failureOf(signerFor({ keyId: 'encrypting' }).certificates())).toMatchObject({
      code: 'keystore',
      message: expect.stringContaining(
        'is no key for signing: its usage is ENCRYPT_DECRYPT, its spec RSA_2048',
      ),
      help: expect.stringContaining('SIGN_VERIFY'),
    })
  })

  test('no region and no credentials', async () => {
    const options = { keyId: 'p-256', certificates: chainFile, endpoint: server.endpoint }
    const withoutRegion = awsKmsSigner(options)
    expect(await failureOf(withoutRegion.certificates())).toMatchObject({
      code: 'usage',
      message: 'there is no region for the AWS KMS key p-256',
      help: expect.stringContaining('AWS_REGION'),
    })
    const withoutCredentials = awsKmsSigner({ ...options, region: 'eu-central-1' })
    expect(await failureOf(withoutCredentials.certificates())).toMatchObject({
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
      expect(await failureOf(signerFor().certificates())).toMatchObject({
        code: 'environment',
        message: '@aws-sdk/client-kms cannot be loaded',
        help: expect.stringContaining('npm install --save-dev @aws-sdk/client-kms'),
      })
    } finally {
      vi.doUnmock('@aws-sdk/client-kms')
    }
  })
})

describe('what the service refuses', () => {
  test.each([
    ['AccessDeniedException', 400, 'keystore', 'do not allow to use', 'kms:Sign'],
    ['DisabledException', 400, 'keystore', 'present state', 'enable-key'],
    ['KMSInvalidStateException', 400, 'keystore', 'present state', 'cancel-key-deletion'],
    ['UnsupportedOperationException', 400, 'keystore', 'no key for signing', 'SIGN_VERIFY'],
    ['InvalidArnException', 400, 'keystore', 'does not exist', '"region"'],
    ['UnrecognizedClientException', 400, 'environment', 'were rejected', 'new credentials'],
    ['ExpiredTokenException', 400, 'environment', 'were rejected', 'new credentials'],
    ['ValidationException', 400, 'signing', 'refused a request', 'keyId'],
  ])('%s', async (type, status, code, message, help) => {
    server.fail('GetPublicKey', refusal(status, type))
    expect(await failureOf(signerFor().certificates())).toMatchObject({
      code,
      message: expect.stringMatching(new RegExp(`${message}.*${type}: because`)),
      help: expect.stringContaining(help),
    })
    expect(server.calls).toHaveLength(1)
  })

  test('a key that does not exist', async () => {
    expect(await failureOf(signerFor({ keyId: 'alias/nobody' }).certificates())).toMatchObject({
      code: 'keystore',
      message: expect.stringContaining('the AWS KMS key alias/nobody does not exist'),
    })
  })

  test('the same while signing', async () => {
    const signer = signerFor()
    await signer.certificates()
    server.fail('Sign', refusal(400, 'AccessDeniedException', 'not authorized to perform: kms:Sign'))
    expect(await failureOf(signer.sign(toBeSigned))).toMatchObject({
      code: 'keystore',
      message: expect.stringContaining('not authorized to perform: kms:Sign'),
    })
    // The key is known; the next file asks for a signature only.
    await signer.sign(toBeSigned)
    expect(server.count('GetPublicKey')).toBe(1)
  })

  test('quotes no more than the first line of a message that repeats the request', async () => {
    server.fail(
      'GetPublicKey',
      refusal(403, 'InvalidSignatureException', `It does not match.\n\nx-amz-security-token:${TOKEN}`),
    )
    expect((await failureOf(signerFor().certificates())).message).toContain('It does not match.')
  })
})

describe('trouble that passes', () => {
  test.each<[string, Fault[]]>([
    ['throttling', [throttling, throttling]],
    ['a fault of the service', [refusal(500, 'KMSInternalException'), refusal(503, 'ServiceUnavailable')]],
    ['a broken connection', ['drop', 'drop']],
  ])('%s is tried again', async (_, faults) => {
    server.fail('GetPublicKey', ...faults)
    const signer = signerFor()
    await signer.certificates()
    expect(server.count('GetPublicKey')).toBe(3)
    server.fail('Sign', ...faults)
    await signer.sign(toBeSigned)
    expect(server.count('Sign')).toBe(3)
  })

  test.each<[string, Fault, string]>([
    ['throttling', throttling, 'there are too many: ThrottlingException'],
    ['a fault of the service', refusal(500, 'KMSInternalException'), 'out of order: KMSInternalException'],
    ['a gateway without words', refusal(502, ''), 'out of order'],
    ['a broken connection', 'drop', 'cannot be reached'],
  ])('%s that stays ends after five attempts', async (_, fault, message) => {
    const signer = signerFor()
    await signer.certificates()
    server.fail('Sign', ...Array.from({ length: 20 }, () => fault))
    expect(await failureOf(signer.sign(toBeSigned))).toMatchObject({
      code: 'signing',
      message: expect.stringContaining(message),
    })
    expect(server.count('Sign')).toBe(5)
  })

  test('no service at all', async () => {
    const gone = await KmsServer.start()
    const { endpoint } = gone
    await gone.stop()
    expect(await failureOf(signerFor({ endpoint }).certificates())).toMatchObject({
      code: 'signing',
      message: expect.stringMatching(/cannot be reached: .*ECONNREFUSED/),
      help: expect.stringContaining('"endpoint"'),
    })
  })

  test.each([
    ['nothing', new Uint8Array()],
    ['too little', Buffer.alloc(10, 1)],
    ['something else of the right shape', Buffer.from('3006020101020101', 'hex')],
  ])('an answer that holds %s as the signature', async (_, signature) => {
    server.fail('Sign', { signature })
    expect(await failureOf(signerFor().sign(toBeSigned))).toMatchObject({
      code: 'signing',
      message: expect.stringContaining(`(${signature.length} bytes) is no signature of it`),
    })
  })
})
