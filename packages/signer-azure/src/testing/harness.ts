import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TokenCredential } from '@azure/identity'
import type { RemoteKeySigner } from '@tacosmith/core/signer'
import {
  CertificateAuthority,
  EXTENDED_KEY_USAGE,
  type Issued,
  type KeyKind,
  LeakWatch,
} from '@tacosmith/test-kit'
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest'
import { type AzureSignerOptions, azureSigner } from '../index.ts'
import { type Fault, type StoredKey, VaultServer } from './vault-server.ts'

// What all tests of this package start from; the hooks run for every file that imports this.

export const KEYS: KeyKind[] = ['rsa-2048', 'rsa-3072', 'rsa-4096', 'p-256', 'p-384', 'p-521']
export const TENANT = '11111111-2222-3333-4444-555555555555'
export const SECRET = 'Sg8Q~client-secret-of-the-test'
export const TOKEN = 'token-of-the-test'
/** Sees to it that no error, log or file shows the credentials. */
export const watch = new LeakWatch()
for (const secret of [SECRET, TOKEN]) watch.scanner.addPassword('a credential', secret)

export let folder: string
export let server: VaultServer
export let authority: CertificateAuthority
export let chainFile: string
export const issued = new Map<string, Issued>()
export let logins = 0
export const credential: TokenCredential = {
  getToken: async () => {
    logins += 1
    return { token: TOKEN, expiresOnTimestamp: Date.now() + 3_600_000 }
  },
}

beforeAll(async () => {
  watch.listen()
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
}, 240_000)

afterEach(() => {
  vi.unstubAllEnvs()
  server.forget()
  logins = 0
  watch.lookIntoOutput()
})

afterAll(async () => {
  await server.stop()
  watch.stopListening()
  await watch.lookIntoFiles(folder)
  await rm(folder, { recursive: true, force: true })
})

/** Puts the key into the vault, under its kind's name or another. */
export function store(kind: string, changes: Partial<StoredKey> = {}, name: string = kind): void {
  const { publicKey, privateKey } = issued.get(kind)!
  const versions = server.keys.get(name) ?? []
  const version = changes.version ?? `v${versions.length + 1}`
  server.keys.set(name, [...versions, { publicKey, privateKey, ...changes, version }])
}

export function signerFor(options: Partial<AzureSignerOptions> = {}): RemoteKeySigner {
  return azureSigner({ ...vault(), keyName: 'p-256', certificates: chainFile, ...options })
}

/** Without the options for certificates. */
export function vault(): Pick<AzureSignerOptions, 'vaultUrl' | 'credential' | 'clientOptions'> {
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

export function expectCertificates(found: Uint8Array[], expected: { certificate: Uint8Array }[]): void {
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
  expect(found.map(hex)).toEqual(expected.map(({ certificate }) => hex(certificate)))
}

export const throttling = { status: 429, code: 'Throttled' } satisfies Fault
