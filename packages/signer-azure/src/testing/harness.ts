import type { TokenCredential } from '@azure/identity'
import type { RemoteKeySigner } from '@tacosmith/core/signer'
import { type KeyKind, SignerBench } from '@tacosmith/test-kit'
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest'
import { type AzureSignerOptions, azureSigner } from '../index.ts'
import { type Fault, type StoredKey, VaultServer } from './vault-server.ts'

// What all tests of this package start from; the hooks run for every file that imports this.

export const KEYS: KeyKind[] = ['rsa-2048', 'rsa-3072', 'rsa-4096', 'p-256', 'p-384', 'p-521']
export const TENANT = '11111111-2222-3333-4444-555555555555'
export const SECRET = 'Sg8Q~client-secret-of-the-test'
export const TOKEN = 'token-of-the-test'
export const bench = new SignerBench({ kinds: KEYS, secrets: [SECRET, TOKEN] })

export let server: VaultServer
export let logins = 0
export const credential: TokenCredential = {
  getToken: async () => {
    logins += 1
    return { token: TOKEN, expiresOnTimestamp: Date.now() + 3_600_000 }
  },
}

beforeAll(async () => {
  await bench.start()
  server = await new VaultServer(await bench.issueForServer()).listen('127.0.0.1')
  for (const key of KEYS) store(key, { hsm: key !== 'rsa-2048' })
}, 240_000)

afterEach(async () => {
  vi.unstubAllEnvs()
  await bench.tidy()
  server.forget()
  server.disconnect()
  logins = 0
})

afterAll(async () => {
  await server.stop()
  await bench.end()
})

/** Puts the key into the vault, under its kind's name or another. */
export function store(kind: string, changes: Partial<StoredKey> = {}, name: string = kind): void {
  const { publicKey, privateKey } = bench.keyOf(kind)
  const versions = server.keys.get(name) ?? []
  const version = changes.version ?? `v${versions.length + 1}`
  server.keys.set(name, [...versions, { publicKey, privateKey, ...changes, version }])
}

export function signerFor(options: Partial<AzureSignerOptions> = {}): RemoteKeySigner {
  return bench.keep(azureSigner({ ...vault(), keyName: 'p-256', certificates: bench.chainFile, ...options }))
}

/** Without the options for certificates. */
export function vault(): Pick<AzureSignerOptions, 'vaultUrl' | 'credential' | 'clientOptions'> {
  return {
    vaultUrl: server.url,
    credential,
    clientOptions: {
      disableChallengeResourceVerification: true,
      tlsOptions: { ca: bench.authority.root.certificatePem },
      retryOptions: { retryDelayInMs: 20, maxRetryDelayInMs: 50 },
    },
  }
}

export function expectCertificates(found: Uint8Array[], expected: { certificate: Uint8Array }[]): void {
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
  expect(found.map(hex)).toEqual(expected.map(({ certificate }) => hex(certificate)))
}

export const throttling = { status: 429, code: 'Throttled' } satisfies Fault
