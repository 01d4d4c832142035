import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { KeyManagementServiceClient } from '@google-cloud/kms'
import { type RemoteKeySigner, signTaco, TacosmithError } from '@tacosmith/core'
import {
  CertificateAuthority,
  EXTENDED_KEY_USAGE,
  generateKey,
  type Issued,
  jarsignerVerifyAll,
  javaHomeTrusting,
  type KeyKind,
  requireOracle,
} from '@tacosmith/test-kit'
import JSZip from 'jszip'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { crc32c } from './crc32c.ts'
import { type GoogleKmsSignerOptions, googleKmsSigner, type KmsClientOptions } from './index.ts'
import { KmsRestServer } from './testing/kms-rest-server.ts'
import { type Fault, KmsServer } from './testing/kms-server.ts'

const { folder } = await vi.hoisted(async () => {
  const { tmpdir } = await import('node:os')
  const folder = `${tmpdir()}/tacosmith-google-kms-test-${process.pid}`
  // gRPC looks at it when it is loaded.
  process.env.GRPC_DEFAULT_SSL_ROOTS_FILE_PATH = `${folder}/roots.pem`
  return { folder }
})

const KEYS: [KeyKind, string][] = [
  ['rsa-2048', 'RSA_SIGN_PKCS1_2048_SHA256'],
  ['rsa-3072', 'RSA_SIGN_PKCS1_3072_SHA256'],
  ['rsa-4096', 'RSA_SIGN_PKCS1_4096_SHA512'],
  ['p-256', 'EC_SIGN_P256_SHA256'],
  ['p-384', 'EC_SIGN_P384_SHA384'],
]
const hasJdk = requireOracle('java') && requireOracle('jarsigner') && requireOracle('keytool')
const toBeSigned = { data: Buffer.from('data'), digest: 'sha256', algorithm: 'ecdsa' } as const
const UNTIMESTAMPED = { timestamp: false, includeRoot: false } as const

let server: KmsServer
let authority: CertificateAuthority
let chainFile: string
let account: string
const issued = new Map<string, Issued>()
const open: RemoteKeySigner[] = []

beforeAll(async () => {
  vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', undefined)
  vi.stubEnv('CLOUDSDK_CONFIG', join(folder, 'none'))
  vi.stubEnv('METADATA_SERVER_DETECTION', 'none')
  await mkdir(folder, { recursive: true })
  authority = await CertificateAuthority.create()
  await writeFile(join(folder, 'roots.pem'), authority.root.certificatePem)
  const web = { commonName: 'localhost', extendedKeyUsage: EXTENDED_KEY_USAGE.serverAuthentication }
  server = await KmsServer.start(await authority.issue({ ...web, issuer: authority.root }))
  for (const [key, algorithm] of KEYS) {
    const made = await authority.issue({ key, commonName: `Signer ${key}` })
    issued.set(key, made)
    server.keys.set(version(key), { ...made, algorithm })
  }
  chainFile = join(folder, 'chain.pem')
  await writeFile(chainFile, authority.chainPem(issued.get('p-256')!))
  account = generateKey('rsa-2048').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
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

function version(key: string): string {
  return `projects/test/locations/europe-west3/keyRings/release/cryptoKeys/${key}/cryptoKeyVersions/1`
}

/** A service account signs its tokens itself, without asking a login service. */
function clientOptions(): KmsClientOptions {
  return {
    ...{ apiEndpoint: 'localhost', port: server.port, projectId: 'test' },
    credentials: { client_email: 'signer@test.iam.gserviceaccount.com', private_key: account },
  }
}

function signerFor(options: Partial<GoogleKmsSignerOptions> = {}): RemoteKeySigner {
  const signer = googleKmsSigner({
    ...{ keyVersion: version('p-256'), certificates: chainFile, clientOptions: clientOptions() },
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
  for (const secret of [account.slice(40, 90), 'eyJ']) expect(everything).not.toContain(secret)
  expect(error.help).toBeTruthy()
  return error
}

async function unsignedTaco(): Promise<Uint8Array> {
  const zip = new JSZip()
  zip.file('manifest.xml', '<connector-plugin/>', { date: new Date(Date.UTC(1980, 1, 1)) })
  return await zip.generateAsync({ type: 'uint8array', platform: 'DOS' })
}

const throttling: Fault = { code: 8, message: 'Quota exceeded for quota metric' }

describe('signing', () => {
  test.skipIf(!hasJdk)('makes what jarsigner accepts, for every kind of key', async () => {
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
    expect(await failureOf(signTaco(await unsignedTaco(), { signer, ...UNTIMESTAMPED }))).toMatchObject({
      code: 'certificate',
      message: `no certificate belongs to the Cloud KMS key ${version('p-384')} (EC P-384)`,
      help: expect.stringContaining('"CN=Signer p-256" (EC P-256)'),
    })
    expect(server.count('AsymmetricSign')).toBe(0)
  })

  test('a digest that the key does not sign', async () => {
    const certificates = Buffer.from(authority.chainPem(issued.get('rsa-4096')!))
    const signer = signerFor({ keyVersion: version('rsa-4096'), certificates })
    // tacosmith chooses SHA-384 for such a key.
    expect(await failureOf(signTaco(await unsignedTaco(), { signer, ...UNTIMESTAMPED }))).toMatchObject({
      code: 'usage',
      message: expect.stringContaining("(RSA 4096 bits) signs 'sha512' digests only, not sha384"),
      help: expect.stringContaining("Set sign.digest to 'sha512'"),
    })
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
    expect(await failureOf(signerFor({ keyVersion: version('other') }).certificates())).toMatchObject({
      code: 'keystore',
      message: expect.stringContaining(`is no key for signing: its algorithm is ${algorithm}`),
      help: expect.stringContaining('RSA_SIGN_PKCS1'),
    })
  })

  test('a name without a version, and no name at all', async () => {
    const keyVersion = version('p-256').replace('/cryptoKeyVersions/1', '')
    expect(await failureOf(signerFor({ keyVersion }).certificates())).toMatchObject({
      code: 'usage',
      message: expect.stringContaining(`keyVersion is "${keyVersion}", expected projects/`),
      help: expect.stringContaining('Add the version, such as /cryptoKeyVersions/1'),
    })
    expect(await failureOf(signerFor({ keyVersion: '' }).certificates())).toMatchObject({ code: 'usage' })
    expect(server.calls).toEqual([])
  })

  test('no credentials, and a key of an account that is none', async () => {
    const endpoint = { apiEndpoint: 'localhost', port: server.port }
    expect(await failureOf(signerFor({ clientOptions: endpoint }).certificates())).toMatchObject({
      code: 'environment',
      message: expect.stringMatching(/no credentials were found .* Could not load the default credentials/),
      help: expect.stringContaining('gcloud auth application-default login'),
    })
    const credentials = { client_email: 'signer@test.iam.gserviceaccount.com', private_key: 'no key' }
    expect(
      await failureOf(signerFor({ clientOptions: { ...endpoint, credentials } }).certificates()),
    ).toMatchObject({ code: 'environment', message: expect.stringContaining('were rejected') })
    expect(server.calls).toEqual([])
  })

  test('an SDK that cannot be loaded', async () => {
    vi.doMock('@google-cloud/kms', () => {
      throw new Error('broken')
    })
    try {
      expect(await failureOf(signerFor().certificates())).toMatchObject({
        code: 'environment',
        message: '@google-cloud/kms cannot be loaded',
        help: expect.stringContaining('npm install --save-dev @google-cloud/kms'),
      })
    } finally {
      vi.doUnmock('@google-cloud/kms')
    }
  })
})

describe('what the service refuses', () => {
  test.each<[string, number, string, string, string]>([
    [
      'access',
      7,
      "Permission 'cloudkms.cryptoKeyVersions.useToSign' denied",
      'keystore',
      'do not allow to use',
    ],
    ['a disabled key', 9, 'is not enabled, current state is: DISABLED.', 'keystore', 'present state'],
    ['another purpose', 9, 'key purpose: ENCRYPT_DECRYPT', 'keystore', 'no key for signing'],
    ['a token', 16, 'Request had invalid authentication credentials.', 'environment', 'were rejected'],
    ['nonsense', 3, 'Request contains an invalid argument.', 'signing', 'refused a request'],
  ])('%s', async (_, code, text, expected, message) => {
    const signer = signerFor()
    await signer.certificates()
    server.fail('AsymmetricSign', { code, message: text })
    expect(await failureOf(signer.sign(toBeSigned))).toMatchObject({
      code: expected,
      message: expect.stringMatching(new RegExp(`${message}.*${text.replaceAll('.', '\\.')}`)),
    })
    expect(server.count('AsymmetricSign')).toBe(1)
    await signer.sign(toBeSigned)
    expect(server.count('GetPublicKey')).toBe(1)
  })

  test('a key that does not exist', async () => {
    expect(await failureOf(signerFor({ keyVersion: version('nobody') }).certificates())).toMatchObject({
      code: 'keystore',
      message: expect.stringContaining(`the Cloud KMS key ${version('nobody')} does not exist`),
    })
  })
})

describe('trouble that passes', () => {
  test.each<[string, Fault]>([
    ['throttling', throttling],
    ['a fault of the service', { code: 13, message: 'Internal error' }],
    ['a pause of the service', { code: 14, message: 'The service is currently unavailable.' }],
    ['a broken connection', 'drop'],
  ])('%s is tried again', async (_, fault) => {
    server.fail('GetPublicKey', fault)
    const signer = signerFor()
    await signer.certificates()
    server.fail('AsymmetricSign', fault)
    await signer.sign(toBeSigned)
    expect(server.count('AsymmetricSign')).toBe(2)
  })

  test.concurrent.each<[string, Fault, string]>([
    ['throttling', throttling, 'there are too many: 8 RESOURCE_EXHAUSTED: Quota exceeded'],
    ['a pause of the service', { code: 14, message: 'unavailable' }, 'out of order: 14 UNAVAILABLE'],
  ])('%s that stays ends after five attempts', async (_, fault, message) => {
    const own = await KmsServer.start(
      await authority.issue({
        ...{ commonName: 'localhost', issuer: authority.root },
        extendedKeyUsage: EXTENDED_KEY_USAGE.serverAuthentication,
      }),
    )
    own.fail('GetPublicKey', ...Array.from({ length: 20 }, () => fault))
    const signer = googleKmsSigner({
      ...{ keyVersion: version('p-256'), certificates: chainFile },
      clientOptions: { ...clientOptions(), port: own.port },
    })
    expect(await failureOf(signer.certificates())).toMatchObject({
      code: 'signing',
      message: expect.stringContaining(message),
    })
    expect(own.count('GetPublicKey')).toBe(5)
    await signer.close()
    await own.stop()
  })

  test.concurrent('no service at all, and one that nobody vouches for', async () => {
    const stranger = await KmsServer.start(
      await (await CertificateAuthority.create()).issue({ commonName: 'localhost' }),
    )
    const options = { keyVersion: version('p-256'), certificates: chainFile }
    const untrusted = { ...clientOptions(), port: stranger.port }
    expect(
      await failureOf(googleKmsSigner({ ...options, clientOptions: untrusted }).certificates()),
    ).toMatchObject({
      code: 'signing',
      message: expect.stringContaining('cannot be reached'),
      help: expect.stringContaining('GRPC_DEFAULT_SSL_ROOTS_FILE_PATH'),
    })
    await stranger.stop()
    expect(
      await failureOf(googleKmsSigner({ ...options, clientOptions: untrusted }).certificates()),
    ).toMatchObject({
      code: 'signing',
      message: expect.stringMatching(/cannot be reached: .*ECONNREFUSED/),
    })
  })

  test.each<[string, string, Fault, string]>([
    ['a digest', 'AsymmetricSign', { answer: { verifiedDigestCrc32c: false } }, 'the digest was changed'],
    [
      'a signature',
      'AsymmetricSign',
      { answer: { signature: Buffer.alloc(71) } },
      'the signature was changed',
    ],
    ['a name', 'AsymmetricSign', { answer: { name: version('p-384') } }, 'answered instead'],
    ['a public key', 'GetPublicKey', { answer: { pem: 'x' } }, 'the checksum of its public key is wrong'],
  ])('%s that changed on its way', async (_, method, fault, message) => {
    server.fail(method, fault)
    expect(await failureOf(signerFor().sign(toBeSigned))).toMatchObject({
      code: 'signing',
      message: expect.stringContaining(message),
    })
  })

  test.each([
    ['nothing', new Uint8Array()],
    ['too little', Buffer.alloc(10, 1)],
  ])('an answer that holds %s as the signature, with the right checksum', async (_, signature) => {
    const signatureCrc32c = { value: crc32c(signature) }
    const answer = { signature, signatureCrc32c }
    server.fail('AsymmetricSign', { answer })
    expect(await failureOf(signerFor().sign(toBeSigned))).toMatchObject({
      code: 'signing',
      message: expect.stringContaining(`(${signature.length} bytes) is no signature of it`),
    })
  })
})

describe('over REST', () => {
  let rest: KmsRestServer

  beforeAll(async () => {
    rest = await KmsRestServer.start(server.keys)
  })

  afterAll(async () => {
    await rest.stop()
  })

  afterEach(() => {
    rest.faults.length = 0
    rest.requests = 0
  })

  function restSigner(key = 'p-256'): RemoteKeySigner {
    const options = { ...clientOptions(), fallback: true, protocol: 'http', port: rest.port }
    return signerFor({ keyVersion: version(key), clientOptions: options })
  }

  test('signs the same', async () => {
    const { bytes } = await signTaco(await unsignedTaco(), { signer: restSigner(), ...UNTIMESTAMPED })
    expect(bytes.length).toBeGreaterThan(0)
    expect(rest.requests).toBe(2)
  })

  test('tries again after throttling and faults', async () => {
    rest.faults.push(
      { http: 429, status: 'RESOURCE_EXHAUSTED', message: 'Quota exceeded' },
      { http: 503, status: 'UNAVAILABLE', message: 'Out of order' },
    )
    await restSigner().certificates()
    expect(rest.requests).toBe(3)
  })

  test.each([
    [403, 'PERMISSION_DENIED', 'denied', 'do not allow to use'],
    [400, 'FAILED_PRECONDITION', 'current state is: DISABLED', 'present state'],
    [401, 'UNAUTHENTICATED', 'invalid authentication', 'were rejected'],
  ])('%d %s', async (http, status, text, message) => {
    rest.faults.push({ http, status, message: text })
    expect((await failureOf(restSigner().certificates())).message).toMatch(
      new RegExp(`${message}.*${status}: ${text}`),
    )
  })

  test('a key that does not exist', async () => {
    expect((await failureOf(restSigner('nobody').certificates())).message).toContain('does not exist')
  })

  test('throttling that stays', async () => {
    const fault = { http: 429, status: 'RESOURCE_EXHAUSTED', message: 'Quota exceeded' }
    rest.faults.push(...Array.from({ length: 20 }, () => fault))
    expect(await failureOf(restSigner().certificates())).toMatchObject({
      code: 'signing',
      message: expect.stringContaining('too many: RESOURCE_EXHAUSTED: Quota exceeded'),
    })
    expect(rest.requests).toBe(5)
  })
})
