import type { RemoteKeySigner } from '@tacosmith/core/signer'
import { type KeyKind, SignerBench } from '@tacosmith/test-kit'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { type CscSignerOptions, cscSigner } from '../index.ts'
import {
  CLIENT_SECRET,
  CscServer,
  type Fault,
  PASSWORD,
  PIN,
  type StoredCredential,
  TOKEN,
} from './csc-server.ts'

// What all tests of this package start from; the hooks run for every file that imports this.

export const KEYS: KeyKind[] = ['rsa-2048', 'rsa-3072', 'rsa-4096', 'p-256', 'p-384', 'p-521']
/** RFC 6238 uses it for its examples. */
export const TOTP_SECRET = Buffer.from('12345678901234567890')
export const bench = new SignerBench({
  kinds: KEYS,
  secrets: [TOKEN, PASSWORD, CLIENT_SECRET, PIN, TOTP_SECRET.toString()],
})
export const server = new CscServer()

beforeAll(async () => {
  await bench.start()
  await server.listen('127.0.0.1')
}, 240_000)

afterEach(async () => {
  await bench.tidy()
  server.forget()
  server.disconnect()
  for (const kind of KEYS) server.credentials.set(kind, stored(kind))
})

beforeAll(() => {
  for (const kind of KEYS) server.credentials.set(kind, stored(kind))
})

afterAll(async () => {
  await server.stop()
  await bench.end()
})

/** A credential that asks for a PIN. */
export function stored(kind: KeyKind, changes: Partial<StoredCredential> = {}): StoredCredential {
  return { privateKey: bench.keyOf(kind).privateKey, chain: bench.chain(kind), pin: PIN, ...changes }
}

export function signerFor(options: Partial<CscSignerOptions> = {}): RemoteKeySigner {
  const defaults = { url: server.address(), credentialId: 'p-256', pin: PIN }
  const login = options.username === undefined && options.tokenUrl === undefined ? { accessToken: TOKEN } : {}
  return bench.keep(cscSigner({ ...defaults, ...login, ...options }))
}

export const refusal = (status: number, error: string, description = ''): Fault => ({
  ...{ status, error, description },
})
