import type { KeyObject } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { ecdsaSignatureToDer } from '@tacosmith/core/signer'
import { readBody, type SignableDigest, StandInService, signDigest } from '@tacosmith/test-kit'

/** A version of a key in Vault. */
export interface StoredVersion {
  privateKey: KeyObject
  publicKey: KeyObject
  /** PEM, as `set-certificate` stores it. */
  chain?: string
}

/** A key in Vault. */
export interface StoredKey {
  type: string
  versions: StoredVersion[]
}

/** What happens to the next request of an operation instead of an answer. */
export type Fault = { status: number; errors: string[] } | 'drop' | 'silence' | { signature: Uint8Array }

/** One call that came in. */
export interface Call {
  operation: 'keys' | 'sign' | 'login' | 'self' | 'other'
  path: string
  token: string
  namespace: string
  input: Record<string, unknown>
}

export const TOKEN = 'hvs.CAESIJlU9e-token-of-vault'
export const ROLE_TOKEN = 'hvs.CAESIL2o-token-of-the-role'
export const SECRET_ID = '84896a0c-1347-aa90-secret-id'

/** Speaks as Vault does, for Transit keys, signatures and AppRole. */
export class VaultServer extends StandInService<Call, Fault> {
  /** By path: `transit/p-256`. */
  readonly keys: Map<string, StoredKey> = new Map()
  readonly tokens: Set<string> = new Set([TOKEN])

  constructor() {
    super(createServer((request, response) => void this.#handle(request, response)))
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = (await readBody(request)).toString()
    const path = decodeURIComponent(request.url ?? '').replace(/^\/v1\//, '')
    const { headers } = request
    const call: Call = {
      ...{ operation: operationOf(path), path },
      token: String(headers['x-vault-token'] ?? ''),
      namespace: String(headers['x-vault-namespace'] ?? ''),
      input: body === '' ? {} : (JSON.parse(body) as Record<string, unknown>),
    }
    const fault = this.note(call)
    if (fault === 'silence') return
    if (fault === 'drop') {
      request.socket.destroy()
      return
    }
    const [status, answer] =
      fault !== undefined && 'status' in fault
        ? [fault.status, { errors: fault.errors }]
        : this.#answer(call, fault)
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer))
  }

  #answer(call: Call, fault?: { signature: Uint8Array }): [number, object] {
    if (call.operation === 'login') return this.#logIn(call)
    if (!this.tokens.has(call.token)) return refusal(403, 'permission denied')
    if (call.operation === 'self') return [200, { data: { policies: ['default'] } }]
    const [, mount, , name] = /^(.*)\/(keys|sign)\/([^/]+)$/.exec(call.path) ?? []
    const key = this.keys.get(`${mount}/${name}`)
    if (call.operation === 'keys') {
      return key === undefined ? [404, { errors: [] }] : [200, { data: describe(name ?? '', key) }]
    }
    if (call.operation !== 'sign') return refusal(404, `no handler for route "${call.path}"`)
    return key === undefined ? refusal(400, 'signing key not found') : sign(key, call.input, fault?.signature)
  }

  #logIn({ input }: Call): [number, object] {
    if (input.role_id !== 'connector' || input.secret_id !== SECRET_ID) {
      return refusal(400, 'invalid role or secret ID')
    }
    this.tokens.add(ROLE_TOKEN)
    return [200, { auth: { client_token: ROLE_TOKEN, lease_duration: 1200, renewable: true } }]
  }
}

function operationOf(path: string): Call['operation'] {
  if (path === 'auth/token/lookup-self') return 'self'
  if (path.startsWith('auth/')) return 'login'
  if (/\/sign\/[^/]+$/.test(path)) return 'sign'
  return /\/keys\/[^/]+$/.test(path) ? 'keys' : 'other'
}

function refusal(status: number, error: string): [number, object] {
  return [status, { errors: [error] }]
}

function describe(name: string, { type, versions }: StoredKey): object {
  const keys = versions.map(({ publicKey, chain = '' }, index) => [
    String(index + 1),
    {
      name: type,
      public_key: publicKey.export({ format: 'pem', type: 'spki' }),
      certificate_chain: chain,
      creation_time: '2026-01-01T00:00:00Z',
    },
  ])
  return {
    ...{ name, type, latest_version: versions.length, supports_signing: true, exportable: false },
    keys: type.startsWith('aes') ? { 1: 1_700_000_000 } : Object.fromEntries(keys),
  }
}

function sign(key: StoredKey, input: Record<string, unknown>, instead?: Uint8Array): [number, object] {
  const version = Number(input.key_version)
  const stored = key.versions[version - 1]
  if (stored === undefined)
    return refusal(400, 'requested version for signing is higher than the latest key version')
  const digest = Buffer.from(String(input.input), 'base64')
  const algorithm = String(input.hash_algorithm).replace('sha2-', 'sha')
  const isRsa = key.type.startsWith('rsa')
  if (!input.prehashed || (isRsa && input.signature_algorithm !== 'pkcs1v15')) {
    return refusal(400, 'only PKCS#1 v1.5 over digests, in this test')
  }
  if (isRsa && digest.length !== Number(algorithm.slice(3)) / 8) {
    return refusal(500, 'crypto/rsa: input must be hashed message')
  }
  const signature = signDigest(stored.privateKey, digest, algorithm as SignableDigest)
  const bytes = instead ?? (isRsa ? signature : ecdsaSignatureToDer(signature))
  const text = `vault:v${version}:${Buffer.from(bytes).toString('base64')}`
  return [200, { data: { signature: text, key_version: version } }]
}
