import type { RemoteKeySigner } from '@tacosmith/core/signer'
import { type KeyKind, SignerBench } from '@tacosmith/test-kit'
import { afterAll, afterEach, beforeAll, vi } from 'vitest'
import { type VaultSignerOptions, vaultSigner } from '../index.ts'
import { type Fault, ROLE_TOKEN, SECRET_ID, type StoredKey, TOKEN, VaultServer } from './vault-server.ts'

// What all tests of this package start from; the hooks run for every file that imports this.

const TYPES: Partial<Record<KeyKind, string>> = {
  'rsa-2048': 'rsa-2048',
  'rsa-3072': 'rsa-3072',
  'rsa-4096': 'rsa-4096',
  'p-256': 'ecdsa-p256',
  'p-384': 'ecdsa-p384',
  'p-521': 'ecdsa-p521',
}
export const KEYS: KeyKind[] = Object.keys(TYPES) as KeyKind[]
export const bench = new SignerBench({ kinds: KEYS, secrets: [TOKEN, ROLE_TOKEN, SECRET_ID] })
export const server = new VaultServer()

beforeAll(async () => {
  await bench.start()
  // Nothing of the machine's own Vault takes part.
  vi.stubEnv('HOME', bench.folder)
  vi.stubEnv('USERPROFILE', bench.folder)
  for (const name of ['VAULT_ADDR', 'VAULT_TOKEN', 'VAULT_NAMESPACE', 'VAULT_CACERT'])
    vi.stubEnv(name, undefined)
  await server.listen('127.0.0.1')
  for (const kind of KEYS) server.keys.set(`transit/${kind}`, stored(kind))
}, 240_000)

afterEach(async () => {
  await bench.tidy()
  server.forget()
  server.disconnect()
})

afterAll(async () => {
  vi.unstubAllEnvs()
  await server.stop()
  await bench.end(/\.vault-token$/)
})

/** A key with one version. */
export function stored(kind: KeyKind, chain?: string): StoredKey {
  const { privateKey, publicKey } = bench.keyOf(kind)
  const version = { privateKey, publicKey, ...(chain === undefined ? {} : { chain }) }
  return { type: TYPES[kind] ?? kind, versions: [version] }
}

export function signerFor(options: Partial<VaultSignerOptions> = {}): RemoteKeySigner {
  return signerWithoutCertificate({ certificates: bench.chainFile, ...options })
}

export function signerWithoutCertificate(options: Partial<VaultSignerOptions>): RemoteKeySigner {
  return bench.keep(vaultSigner({ key: 'p-256', address: server.address, token: TOKEN, ...options }))
}

export const refusal = (status: number, ...errors: string[]): Fault => ({ status, errors })
