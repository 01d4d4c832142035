import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ClientSecretCredential, EnvironmentCredential, type TokenCredential } from '@azure/identity'
import { type RemoteKeySigner, signTaco, TacosmithError } from '@tacosmith/core'
import {
  CertificateAuthority,
  EXTENDED_KEY_USAGE,
  type Issued,
  jarsignerVerifyAll,
  javaHomeTrusting,
  type KeyKind,
  requireOracle,
  runOracle,
} from '@tacosmith/test-kit'
import JSZip from 'jszip'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type AzureSignerOptions, azureSigner } from './index.ts'
import { type Fault, type StoredKey, VaultServer } from './testing/vault-server.ts'

const KEYS: KeyKind[] = ['rsa-2048', 'rsa-3072', 'rsa-4096', 'p-256', 'p-384', 'p-521']
const TENANT = '11111111-2222-3333-4444-555555555555'
const SECRET = 'Sg8Q~client-secret-of-the-test'
const TOKEN = 'token-of-the-test'
const hasJdk = requireOracle('java') && requireOracle('jarsigner') && requireOracle('keytool')
const toBeSigned = { data: Buffer.from('data'), digest: 'sha256', algorithm: 'ecdsa' } as const
const UNTIMESTAMPED = { timestamp: false, includeRoot: false } as const

let folder: string
let server: VaultServer
let authority: CertificateAuthority
let chainFile: string
const issued = new Map<string, Issued>()
let logins = 0
const credential: TokenCredential = {
  getToken: async () => {
    logins += 1
    return { token: TOKEN, expiresOnTimestamp: Date.now() + 3_600_000 }
  },
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacosmith-azure-test-'))
  authority = await CertificateAuthority.create()
  const web = { commonName: 'localhost', extendedKeyUsage: EXTENDED_KEY_USAGE.serverAuthentication }
  server = await VaultServer.start(await authority.issue({ ...web, issuer: authority.root }))
  for (const key of KEYS) {
    const made = await authority.issue({ key, commonName: `Signer ${key}` })
    issued.set(key, made)
    store(key, { hsm: key !== 'rsa-2048' })
  }
  chainFile = join(folder, 'chain.pem')
  await writeFile(chainFile, authority.chainPem(issued.get('p-256')!))
}, 60_000)

afterEach(() => {
  vi.unstubAllEnvs()
  server.forget()
  logins = 0
})

afterAll(async () => {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

/** Puts the key into the vault, under its kind's name or another. */
function store(kind: string, changes: Partial<StoredKey> = {}, name: string = kind): void {
  const { publicKey, privateKey } = issued.get(kind)!
  const versions = server.keys.get(name) ?? []
  const version = changes.version ?? `v${versions.length + 1}`
  server.keys.set(name, [...versions, { publicKey, privateKey, ...changes, version }])
}

function signerFor(options: Partial<AzureSignerOptions> = {}): RemoteKeySigner {
  return azureSigner({ ...vault(), keyName: 'p-256', certificates: chainFile, ...options })
}

/** Without the options for certificates. */
function vault(): Pick<AzureSignerOptions, 'vaultUrl' | 'credential' | 'clientOptions'> {
  return {
    vaultUrl: server.url,
    credential,
    clientOptions: {
      disableChallengeResourceVerification: true,
      tlsOptions: { ca: authority.root.certificatePem },
      retryOptions: { retryDelayInMs: 20, maxRetryDelayInMs: 50 },
    },
  }
}

async function failureOf(action: Promise<unknown>): Promise<TacosmithError> {
  const error: unknown = await action.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof TacosmithError)) throw error ?? new Error('it did not fail')
  const everything = JSON.stringify([error, error.message, error.help, error.stack, String(error.cause)])
  for (const secret of [SECRET, TOKEN]) expect(everything).not.toContain(secret)
  expect(error.help).toBeTruthy()
  return error
}

async function unsignedTaco(): Promise<Uint8Array> {
  const zip = new JSZip()
  zip.file('manifest.xml', '<connector-plugin/>', { date: new Date(Date.UTC(1980, 1, 1)) })
  return await zip.generateAsync({ type: 'uint8array', platform: 'DOS' })
}

function expectCertificates(found: Uint8Array[], expected: { certificate: Uint8Array }[]): void {
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
  expect(found.map(hex)).toEqual(expected.map(({ certificate }) => hex(certificate)))
}

const throttling: Fault = { status: 429, code: 'Throttled' }

describe('signing', () => {
  test.skipIf(!hasJdk)('makes what jarsigner accepts, for every kind of key', async () => {
    const javaHome = await javaHomeTrusting(await mkdtemp(join(folder, 'java-')), [
      authority.root.certificatePem,
    ])
    const files: string[] = []
    for (const keyName of KEYS) {
      const certificates = Buffer.from(authority.chainPem(issued.get(keyName)!))
      for (const digest of keyName.startsWith('rsa') ? ([undefined, 'sha512'] as const) : [undefined]) {
        const signer = signerFor({ keyName, certificates })
        const { bytes } = await signTaco(await unsignedTaco(), { signer, digest, ...UNTIMESTAMPED })
        files.push(join(folder, `${keyName}-${digest}.taco`))
        await writeFile(files.at(-1)!, bytes)
      }
    }
    const results = await jarsignerVerifyAll(files, javaHome)
    expect(results.map(({ exit }, index) => `${files[index]} ${exit}`)).toEqual(
      files.map((file) => `${file} 0`),
    )
    for (const { output } of results) expect(output).toContain('jar verified.')
  })

  test('logs in and looks the key up once, and keeps the connection, however many files', async () => {
    const signer = signerFor()
    const taco = await unsignedTaco()
    for (let count = 0; count < 3; count += 1) await signTaco(taco, { signer, ...UNTIMESTAMPED })
    expect({ keys: server.count('keys'), sign: server.count('sign') }).toEqual({ keys: 1, sign: 3 })
    expect({ logins, connections: server.connections, challenges: server.challenges }).toEqual({
      ...{ logins: 1, connections: 1 },
      // One for each of the SDK's clients.
      challenges: 2,
    })
    await Promise.all([1, 2, 3, 4].map(() => signTaco(taco, { signer, ...UNTIMESTAMPED })))
    expect({ keys: server.count('keys'), logins }).toEqual({ keys: 1, logins: 1 })
  })

  test('sends the digest only', async () => {
    await signerFor().sign({ ...toBeSigned, data: Buffer.alloc(5_000_000) })
    const { body, path, authorization } = server.calls.at(-1)!
    expect(path).toBe('/keys/p-256/v1/sign')
    expect(body).toEqual({ alg: 'ES256', value: expect.any(String) })
    expect(Buffer.from(body.value ?? '', 'base64url')).toHaveLength(32)
    expect(authorization).toBe(`Bearer ${TOKEN}`)
  })

  test('takes the version that was asked for', async () => {
    store('p-384', {}, 'rotated')
    store('p-256', {}, 'rotated')
    const old = signerFor({
      keyName: 'rotated',
      keyVersion: 'v1',
      certificates: issued.get('p-384')!.certificate,
    })
    await old.sign({ ...toBeSigned, digest: 'sha384' })
    expect(server.calls.at(-1)?.path).toBe('/keys/rotated/v1/sign')
    await signerFor({ keyName: 'rotated' }).sign(toBeSigned)
    expect(server.calls.at(-1)?.path).toBe('/keys/rotated/v2/sign')
  })

  test('logs in with a client secret', async () => {
    const tls = { tlsOptions: { ca: authority.root.certificatePem } }
    const login = new ClientSecretCredential(TENANT, 'client', SECRET, {
      ...{ authorityHost: server.url, disableInstanceDiscovery: true, retryOptions: { maxRetries: 0 } },
      ...tls,
    })
    await signerFor({ credential: login }).sign(toBeSigned)
    expect(server.calls.at(-1)?.authorization).toBe('Bearer token-of-the-login-service')
  })
})

describe('the certificate', () => {
  const der = (kind: string, exportable = false) => ({
    certificate: { der: issued.get(kind)!.certificate, exportable },
  })

  test('comes from the vault, its issuers from the secret: PEM', async () => {
    const value = authority.chainPem(issued.get('rsa-3072')!)
    store('rsa-3072', { ...der('rsa-3072'), secret: { contentType: 'application/x-pem-file', value } }, 'pem')
    const signer = azureSigner({ ...vault(), keyName: 'pem' })
    expectCertificates(await signer.certificates(), [issued.get('rsa-3072')!, authority.intermediate])
    await signTaco(await unsignedTaco(), { signer, ...UNTIMESTAMPED })
    expect(server.calls.map(({ path }) => path)).toEqual([
      ...['/certificates/pem/', '/secrets/pem/v1', '/keys/pem/v1', '/keys/pem/v1/sign'],
    ])
    expect(logins).toBe(1)
  })

  test.skipIf(requireOracle('openssl') === undefined)('the same from a PKCS#12 secret', async () => {
    const file = join(folder, 'secret')
    await writeFile(`${file}.pem`, authority.chainPem(issued.get('p-384')!))
    const { exit } = await runOracle(requireOracle('openssl')!, [
      ...['pkcs12', '-export', '-nokeys', '-in', `${file}.pem`, '-out', `${file}.p12`, '-passout', 'pass:'],
    ])
    expect(exit).toBe(0)
    const value = (await readFile(`${file}.p12`)).toString('base64')
    store('p-384', { ...der('p-384'), secret: { contentType: 'application/x-pkcs12', value } }, 'pkcs12')
    const found = await azureSigner({ ...vault(), keyName: 'pkcs12' }).certificates()
    expectCertificates(found, [issued.get('p-384')!, authority.intermediate])
  })

  test('never fetches a secret that holds the private key', async () => {
    const { keyPem } = issued.get('p-256')!
    const secret = { contentType: 'application/x-pem-file', value: keyPem }
    store('p-256', { ...der('p-256', true), secret }, 'exportable')
    const signer = azureSigner({ ...vault(), keyName: 'exportable' })
    expectCertificates(await signer.certificates(), [issued.get('p-256')!])
    expect(server.count('secrets')).toBe(0)
  })

  test('is that of the version, and a file overrides it', async () => {
    const other = await authority.issue({ key: 'p-256' })
    store('p-256', der('p-256'), 'renewed')
    server.keys.get('renewed')?.push({
      ...{ publicKey: other.publicKey, privateKey: other.privateKey, version: 'v2' },
      certificate: { der: other.certificate, exportable: false },
    })
    const newest = azureSigner({ ...vault(), keyName: 'renewed' })
    expectCertificates(await newest.certificates(), [other])
    const first = azureSigner({ ...vault(), keyName: 'renewed', keyVersion: 'v1' })
    expectCertificates(await first.certificates(), [issued.get('p-256')!])
    server.forget()
    const overridden = signerFor({ keyName: 'renewed', keyVersion: 'v1' })
    expectCertificates(await overridden.certificates(), [issued.get('p-256')!, authority.intermediate])
    expect(server.count('certificates')).toBe(0)
  })

  test('does without the issuers when secrets may not be read', async () => {
    store('p-256', der('p-256'), 'no-secrets')
    server.fail('secrets', { status: 403, code: 'Forbidden', inner: 'ForbiddenByRbac' })
    expect(await azureSigner({ ...vault(), keyName: 'no-secrets' }).certificates()).toHaveLength(1)
  })

  test('is missed in a vault without one, and in a Managed HSM', async () => {
    expect(await failureOf(azureSigner({ ...vault(), keyName: 'p-256' }).certificates())).toMatchObject({
      code: 'certificate',
      message: expect.stringContaining(`the certificate p-256 in ${server.url} does not exist`),
      help: expect.stringContaining('as "certificates"'),
    })
    const vaultUrl = 'https://release.managedhsm.azure.net'
    expect(await failureOf(azureSigner({ ...vault(), vaultUrl, keyName: 'k' }).certificates())).toMatchObject(
      {
        code: 'certificate',
        help: expect.stringContaining('A Managed HSM keeps keys only'),
      },
    )
    server.fail('certificates', { status: 403, code: 'Forbidden', inner: 'ForbiddenByRbac' })
    expect(await failureOf(azureSigner({ ...vault(), keyName: 'p-256' }).certificates())).toMatchObject({
      code: 'keystore',
      message: expect.stringContaining('do not allow to use the certificate p-256'),
    })
  })

  test('is refused when it belongs to another key', async () => {
    const signer = signerFor({ keyName: 'p-384' })
    const error = await failureOf(signTaco(await unsignedTaco(), { signer, ...UNTIMESTAMPED }))
    expect(error).toMatchObject({
      code: 'certificate',
      message: `no certificate belongs to the key p-384 in ${server.url} (EC P-384)`,
      help: expect.stringContaining('"CN=Signer p-256" (EC P-256)'),
    })
    expect(server.count('sign')).toBe(0)
  })
})

describe('refusals before anything is signed', () => {
  test('a digest that the key does not sign', async () => {
    expect(await failureOf(signerFor().sign({ ...toBeSigned, digest: 'sha384' }))).toMatchObject({
      code: 'usage',
      message: expect.stringContaining("signs 'sha256' digests only, not sha384"),
      help: expect.stringContaining("Set sign.digest to 'sha256'"),
    })
    expect(server.count('sign')).toBe(0)
  })

  test.each<[string, Partial<StoredKey>, string]>([
    ['disabled', { attributes: { enabled: false } }, 'present state: it is disabled'],
    ['expired', { attributes: { exp: 1_600_000_000 } }, 'it expired on 2020-09-13'],
    ['early', { attributes: { nbf: 4_000_000_000 } }, 'it must not be used before 2096-10-02'],
    ['verifying', { operations: ['verify', 'wrapKey'] }, 'operations are verify, wrapKey, without sign'],
  ])('a key that is %s', async (name, changes, message) => {
    store('p-256', changes, name)
    expect(await failureOf(signerFor({ keyName: name }).certificates())).toMatchObject({
      code: 'keystore',
      message: expect.stringContaining(message),
    })
  })

  test('a curve that Java does not know', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'secp256k1' })
    server.keys.set('bitcoin', [{ publicKey, privateKey, version: 'v1' }])
    expect(await failureOf(signerFor({ keyName: 'bitcoin' }).sign(toBeSigned))).toMatchObject({
      code: 'keystore',
      message: expect.stringContaining('(EC secp256k1) cannot sign what Java verifies'),
    })
  })

  test.each(['release.vault.azure.net', 'http://release.vault.azure.net', ''])(
    'the URL "%s"',
    async (vaultUrl) => {
      expect(await failureOf(signerFor({ vaultUrl }).certificates())).toMatchObject({
        code: 'usage',
        message: `vaultUrl is "${vaultUrl}", expected the https:// URL of a vault`,
      })
    },
  )

  test('no credentials, and rejected ones', async () => {
    vi.stubEnv('AZURE_TENANT_ID', TENANT)
    vi.stubEnv('AZURE_CLIENT_ID', 'client')
    vi.stubEnv('AZURE_CLIENT_SECRET', SECRET)
    const unavailable: TokenCredential = {
      getToken: () =>
        Promise.reject(
          Object.assign(new Error('Please run az login'), { name: 'CredentialUnavailableError' }),
        ),
    }
    expect(await failureOf(signerFor({ credential: unavailable }).certificates())).toMatchObject({
      code: 'environment',
      message: expect.stringMatching(/no credentials were found .* Please run az login/),
      help: expect.stringContaining('az login'),
    })
    const login = new ClientSecretCredential(TENANT, 'client', SECRET, {
      ...{ authorityHost: server.url, disableInstanceDiscovery: true, retryOptions: { maxRetries: 0 } },
      tlsOptions: { ca: authority.root.certificatePem },
    })
    server.loginFaults.push({
      error: 'invalid_client',
      error_description: 'AADSTS7000215: Invalid client secret provided.',
    })
    expect(await failureOf(signerFor({ credential: login }).certificates())).toMatchObject({
      code: 'environment',
      message: expect.stringMatching(/were rejected: AuthenticationRequiredError: .*AADSTS7000215/),
      help: expect.stringContaining('Log in again'),
    })
    const byEnvironment = new EnvironmentCredential({
      ...{ authorityHost: server.url, disableInstanceDiscovery: true, retryOptions: { maxRetries: 0 } },
      tlsOptions: { ca: authority.root.certificatePem },
    })
    server.loginFaults.push({ error: 'invalid_client', error_description: 'AADSTS7000222: It is expired.' })
    expect(await failureOf(signerFor({ credential: byEnvironment }).certificates())).toMatchObject({
      code: 'environment',
      message: expect.stringMatching(/were rejected: AuthenticationError: .*AADSTS7000222/),
    })
    server.fail('keys', { status: 401, code: 'Unauthorized', message: 'AKV10032: Invalid issuer.' })
    expect(await failureOf(signerFor().certificates())).toMatchObject({ code: 'environment' })
  })

  test.each(['@azure/keyvault-keys', '@azure/core-rest-pipeline'])('without %s', async (sdk) => {
    vi.doMock(sdk, () => {
      throw new Error('broken')
    })
    try {
      expect(await failureOf(signerFor().certificates())).toMatchObject({
        code: 'environment',
        message: `${sdk} cannot be loaded`,
        help: expect.stringContaining(`npm install --save-dev ${sdk}`),
      })
    } finally {
      vi.doUnmock(sdk)
    }
  })
})

describe('what the service refuses', () => {
  test.each<[string, Fault, string, string]>([
    [
      'access',
      { status: 403, code: 'Forbidden', inner: 'ForbiddenByRbac' },
      'keystore',
      'do not allow to use',
    ],
    ['a disabled key', { status: 403, code: 'Forbidden', inner: 'KeyDisabled' }, 'keystore', 'present state'],
    ['nonsense', { status: 400, code: 'BadParameter' }, 'signing', 'refused a request'],
  ])('%s', async (_, fault, code, message) => {
    const signer = signerFor()
    await signer.certificates()
    server.fail('sign', fault)
    expect(await failureOf(signer.sign(toBeSigned))).toMatchObject({
      code,
      message: expect.stringMatching(new RegExp(`${message}.*because`)),
    })
    expect(server.count('sign')).toBe(1)
    await signer.sign(toBeSigned)
    expect(server.count('keys')).toBe(1)
  })

  test('a key that does not exist', async () => {
    expect(await failureOf(signerFor({ keyName: 'nobody' }).certificates())).toMatchObject({
      code: 'keystore',
      message: expect.stringContaining(`the key nobody in ${server.url} does not exist`),
    })
  })
})

describe('trouble that passes', () => {
  test.each<[string, Fault]>([
    ['throttling', throttling],
    ['throttling with advice', { ...throttling, headers: { 'retry-after': '0' } }],
    ['a fault of the service', { status: 500, code: 'InternalServerError' }],
    ['a gateway', { status: 503, code: 'ServiceUnavailable' }],
    ['a broken connection', 'drop'],
  ])('%s is tried again', async (_, fault) => {
    server.fail('keys', fault, fault)
    const signer = signerFor()
    await signer.certificates()
    expect(server.count('keys')).toBe(3)
    server.fail('sign', fault, fault)
    await signer.sign(toBeSigned)
    expect(server.count('sign')).toBe(3)
  })

  test.each<[string, Fault, string]>([
    ['throttling', throttling, 'there are too many'],
    ['throttling with advice', { ...throttling, headers: { 'retry-after-ms': '5' } }, 'there are too many'],
    ['a fault of the service', { status: 500, code: 'InternalServerError' }, 'out of order'],
    ['a broken connection', 'drop', 'cannot be reached'],
  ])('%s that stays ends after five attempts', async (_, fault, message) => {
    const signer = signerFor()
    await signer.certificates()
    server.fail('sign', ...Array.from({ length: 40 }, () => fault))
    expect(await failureOf(signer.sign(toBeSigned))).toMatchObject({
      code: 'signing',
      message: expect.stringContaining(message),
    })
    expect(server.count('sign')).toBe(5)
  })

  test('no service at all, and one that nobody vouches for', async () => {
    const gone = await VaultServer.start(await authority.issue({ commonName: 'localhost' }))
    const { url } = gone
    await gone.stop()
    expect(await failureOf(signerFor({ vaultUrl: url }).certificates())).toMatchObject({
      code: 'signing',
      message: expect.stringMatching(/cannot be reached: .*ECONNREFUSED/),
      help: expect.stringContaining('HTTPS_PROXY'),
    })
    const { tlsOptions: _, ...strangers } = vault().clientOptions!
    expect(await failureOf(signerFor({ clientOptions: strangers }).certificates())).toMatchObject({
      code: 'signing',
      message: expect.stringContaining('cannot be reached'),
      help: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
    })
  })

  test.each([
    ['nothing', new Uint8Array()],
    ['half of it', Buffer.alloc(32, 1)],
    ['something else of the right length', Buffer.alloc(64, 1)],
  ])('an answer that holds %s as the signature', async (_, signature) => {
    server.fail('sign', { signature })
    expect(await failureOf(signerFor().sign(toBeSigned))).toMatchObject({
      code: 'signing',
      message: expect.stringContaining(`(${signature.length} bytes) is no signature of it`),
    })
  })
})
