import { generateKeyPairSync } from 'node:crypto'
import { ClientSecretCredential, EnvironmentCredential, type TokenCredential } from '@azure/identity'
import { signTaco } from '@tacosmith/core'
import { toBeSigned, UNTIMESTAMPED, unsignedTaco } from '@tacosmith/test-kit'
import { describe, expect, test, vi } from 'vitest'
import { bench, logins, SECRET, server, signerFor, store, TENANT, TOKEN } from './testing/harness.ts'
import type { StoredKey } from './testing/vault-server.ts'

describe('signing', () => {
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
      certificates: bench.keyOf('p-384').certificate,
    })
    await old.sign({ ...toBeSigned, digest: 'sha384' })
    expect(server.calls.at(-1)?.path).toBe('/keys/rotated/v1/sign')
    await signerFor({ keyName: 'rotated' }).sign(toBeSigned)
    expect(server.calls.at(-1)?.path).toBe('/keys/rotated/v2/sign')
  })

  test('logs in with a client secret', async () => {
    const tls = { tlsOptions: { ca: bench.authority.root.certificatePem } }
    const login = new ClientSecretCredential(TENANT, 'client', SECRET, {
      ...{ authorityHost: server.url, disableInstanceDiscovery: true, retryOptions: { maxRetries: 0 } },
      ...tls,
    })
    await signerFor({ credential: login }).sign(toBeSigned)
    expect(server.calls.at(-1)?.authorization).toBe('Bearer token-of-the-login-service')
  })
})

describe('refusals before anything is signed', () => {
  test.each<[string, Partial<StoredKey>, string]>([
    ['disabled', { attributes: { enabled: false } }, 'present state: it is disabled'],
    ['expired', { attributes: { exp: 1_600_000_000 } }, 'it expired on 2020-09-13'],
    ['early', { attributes: { nbf: 4_000_000_000 } }, 'it must not be used before 2096-10-02'],
    ['verifying', { operations: ['verify', 'wrapKey'] }, 'operations are verify, wrapKey, without sign'],
  ])('a key that is %s', async (name, changes, message) => {
    store('p-256', changes, name)
    expect(await bench.watch.failureOf(signerFor({ keyName: name }).certificates())).toMatchObject({
      code: 'keystore',
      message: expect.stringContaining(message),
    })
  })

  test('a curve that Java does not know', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'secp256k1' })
    server.keys.set('bitcoin', [{ publicKey, privateKey, version: 'v1' }])
    expect(await bench.watch.failureOf(signerFor({ keyName: 'bitcoin' }).sign(toBeSigned))).toMatchObject({
      code: 'keystore',
      message: expect.stringContaining('(EC secp256k1) cannot create signatures that Java verifies'),
    })
  })

  test.each(['release.vault.azure.net', 'http://release.vault.azure.net', ''])(
    'the URL "%s"',
    async (vaultUrl) => {
      expect(await bench.watch.failureOf(signerFor({ vaultUrl }).certificates())).toMatchObject({
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
    expect(await bench.watch.failureOf(signerFor({ credential: unavailable }).certificates())).toMatchObject({
      code: 'environment',
      message: expect.stringMatching(/no credentials were found .* Please run az login/),
      help: expect.stringContaining('az login'),
    })
    const login = new ClientSecretCredential(TENANT, 'client', SECRET, {
      ...{ authorityHost: server.url, disableInstanceDiscovery: true, retryOptions: { maxRetries: 0 } },
      tlsOptions: { ca: bench.authority.root.certificatePem },
    })
    server.loginFaults.push({
      error: 'invalid_client',
      error_description: 'AADSTS7000215: Invalid client secret provided.',
    })
    expect(await bench.watch.failureOf(signerFor({ credential: login }).certificates())).toMatchObject({
      code: 'environment',
      message: expect.stringMatching(/were rejected: AuthenticationRequiredError: .*AADSTS7000215/),
      help: expect.stringContaining('Log in again'),
    })
    const byEnvironment = new EnvironmentCredential({
      ...{ authorityHost: server.url, disableInstanceDiscovery: true, retryOptions: { maxRetries: 0 } },
      tlsOptions: { ca: bench.authority.root.certificatePem },
    })
    server.loginFaults.push({ error: 'invalid_client', error_description: 'AADSTS7000222: It is expired.' })
    expect(
      await bench.watch.failureOf(signerFor({ credential: byEnvironment }).certificates()),
    ).toMatchObject({
      code: 'environment',
      message: expect.stringMatching(/were rejected: AuthenticationError: .*AADSTS7000222/),
    })
    server.fail('keys', { status: 401, code: 'Unauthorized', message: 'AKV10032: Invalid issuer.' })
    expect(await bench.watch.failureOf(signerFor().certificates())).toMatchObject({ code: 'environment' })
  })

  test.each(['@azure/core-rest-pipeline'])('without %s', async (sdk) => {
    vi.doMock(sdk, () => {
      throw new Error('broken')
    })
    try {
      expect(await bench.watch.failureOf(signerFor().certificates())).toMatchObject({
        code: 'environment',
        message: `${sdk} cannot be loaded`,
        help: expect.stringContaining(`npm install --save-dev ${sdk}`),
      })
    } finally {
      vi.doUnmock(sdk)
    }
  })
})
