import { type KeyObject, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { ecdsaSignatureToDer } from '@tacosmith/core/signer'
import { readBody, type SignableDigest, StandInService, signDigest } from '@tacosmith/test-kit'
import { oneTimePassword, stepAt } from '../one-time-password.ts'

/** A credential of the service. */
export interface StoredCredential {
  privateKey: KeyObject
  /** DER, its own first. */
  chain: Uint8Array[]
  /** Object identifiers. */
  algorithms?: string[]
  keyStatus?: string
  certificateStatus?: string
  mode?: 'implicit' | 'explicit' | 'oauth2code'
  pin?: string
  /** Asks for one-time passwords. */
  totpSecret?: Uint8Array
  /** How it writes ECDSA signatures. Default: DER. */
  raw?: boolean
}

/** What happens to the next request of an operation instead of an answer. */
export type Fault =
  | { status: number; error: string; description?: string }
  | { status: number; body: object }
  | 'drop'
  | 'silence'
  | { signature: Uint8Array }

/** One call that came in. */
export interface Call {
  operation: string
  version: number
  authorization: string
  input: Record<string, unknown>
}

export const TOKEN = 'csc-access-token-93ad7'
export const PASSWORD = 'pass & word of the user'
export const CLIENT_SECRET = 'client-secret-5512'
export const PIN = '4711-pin'

/** Speaks as services with the CSC API do, in version 1 or 2 by the address, and gives tokens (OAuth 2.0). */
export class CscServer extends StandInService<Call, Fault> {
  readonly credentials: Map<string, StoredCredential> = new Map()
  readonly #activations: Map<string, string> = new Map()
  readonly #usedPasswords: Set<string> = new Set()

  constructor() {
    super(createServer((request, response) => void this.#handle(request, response)))
  }

  address(path = 'csc/v1'): string {
    return `http://127.0.0.1:${this.port}/${path}`
  }

  override forget(): void {
    super.forget()
    this.#usedPasswords.clear()
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = (await readBody(request)).toString()
    const [, version = '', operation = ''] = /^\/(?:csc\/?(?:v(\d+))?\/)?(.*)$/.exec(request.url ?? '') ?? []
    const isForm = request.headers['content-type'] === 'application/x-www-form-urlencoded'
    const call: Call = {
      ...{ operation, version: Number(version || 1), authorization: request.headers.authorization ?? '' },
      input: isForm
        ? Object.fromEntries(new URLSearchParams(body))
        : (JSON.parse(body || '{}') as Call['input']),
    }
    const fault = this.note(call)
    if (fault === 'silence') return
    if (fault === 'drop') {
      request.socket.destroy()
      return
    }
    const [status, answer] =
      fault !== undefined && 'status' in fault ? failing(fault) : this.#answer(call, fault)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  }

  #answer(call: Call, fault?: { signature: Uint8Array }): [number, object] {
    const { operation, input, authorization } = call
    if (operation === 'info') return [200, { specs: '2.0.0.2', name: 'Test', methods: [] }]
    if (operation === 'oauth2/token') return grant(input)
    if (operation === 'auth/login') return logIn(authorization)
    if (authorization !== `Bearer ${TOKEN}`) return refusal(401, 'invalid_token', 'The access token is wrong')
    if (operation === 'credentials/list') return [200, { credentialIDs: [...this.credentials.keys()] }]
    const credential = this.credentials.get(String(input.credentialID))
    if (credential === undefined) return refusal(400, 'invalid_request', 'Invalid parameter credentialID')
    if (operation === 'credentials/info') return [200, describe(credential, call.version)]
    if (operation === 'credentials/authorize') return this.#authorise(credential, call)
    if (operation !== 'signatures/signHash') return refusal(404, 'invalid_request', 'no such method')
    return this.#sign(credential, call, fault?.signature)
  }

  #authorise({ pin, totpSecret }: StoredCredential, { input, version }: Call): [number, object] {
    const given =
      version < 2 ? input : Object.fromEntries(authData(input).map(({ id, value }) => [id, value]))
    if (pin !== undefined && given.PIN !== pin) return refusal(400, 'invalid_pin', 'The PIN is invalid')
    if (totpSecret !== undefined) {
      const otp = String(given.OTP)
      const isFresh = otp === oneTimePassword(totpSecret, stepAt(Date.now())) && !this.#usedPasswords.has(otp)
      if (!isFresh) return refusal(400, 'invalid_otp', 'The OTP is invalid')
      this.#usedPasswords.add(otp)
    }
    const sad = randomUUID()
    this.#activations.set(sad, hashIn(input, version))
    return [200, { SAD: sad, expiresIn: 300 }]
  }

  #sign(credential: StoredCredential, { input, version }: Call, instead?: Uint8Array): [number, object] {
    const hash = hashIn(input, version)
    if (this.#activations.get(String(input.SAD)) !== hash)
      return refusal(400, 'invalid_request', 'Invalid SAD')
    const digest = Buffer.from(hash, 'base64')
    const name = `sha${digest.length * 8}` as SignableDigest
    const oid = String(version < 2 ? input.hashAlgo : input.hashAlgorithmOID)
    if (!oid.endsWith(`.${{ 256: 1, 384: 2, 512: 3 }[digest.length * 8]}`)) {
      return refusal(400, 'invalid_request', 'Invalid parameter hashAlgo')
    }
    this.#activations.delete(String(input.SAD))
    const signature = instead ?? makeSignature(credential, digest, name)
    return [200, { signatures: [Buffer.from(signature).toString('base64')] }]
  }
}

function hashIn(input: Record<string, unknown>, version: number): string {
  const [hash] = (version < 2 ? input.hash : input.hashes) as string[]
  return hash ?? ''
}

function authData(input: Record<string, unknown>): { id: string; value: string }[] {
  return Array.isArray(input.authData) ? (input.authData as { id: string; value: string }[]) : []
}

function makeSignature(
  { privateKey, raw }: StoredCredential,
  digest: Uint8Array,
  name: SignableDigest,
): Uint8Array {
  const signature = signDigest(privateKey, digest, name)
  return privateKey.asymmetricKeyType === 'ec' && !raw ? ecdsaSignatureToDer(signature) : signature
}

function grant(input: Record<string, unknown>): [number, object] {
  const isUser = input.grant_type === 'password' && input.username === 'user' && input.password === PASSWORD
  const isClient = input.grant_type === 'client_credentials' && input.client_secret === CLIENT_SECRET
  if (input.client_id !== 'app' || !(isUser || isClient)) {
    return refusal(400, 'invalid_grant', 'The provided authorization grant is invalid')
  }
  return [200, { access_token: TOKEN, token_type: 'Bearer', expires_in: 3600 }]
}

function logIn(authorization: string): [number, object] {
  const expected = `Basic ${Buffer.from(`user:${PASSWORD}`).toString('base64')}`
  if (authorization !== expected) return refusal(401, 'authentication_failed', 'An error occurred')
  return [200, { access_token: TOKEN, expires_in: 3600 }]
}

function failing(fault: Extract<Fault, { status: number }>): [number, object] {
  return 'body' in fault ? [fault.status, fault.body] : refusal(fault.status, fault.error, fault.description)
}

function refusal(status: number, error: string, description = ''): [number, object] {
  return [status, { error, error_description: description }]
}

function describe(credential: StoredCredential, version: number): object {
  const {
    keyStatus = 'enabled',
    certificateStatus = 'valid',
    mode = 'explicit',
    pin,
    totpSecret,
  } = credential
  const common = {
    key: { status: keyStatus, algo: credential.algorithms ?? [] },
    cert: {
      status: certificateStatus,
      certificates: credential.chain.map((der) => Buffer.from(der).toString('base64')),
    },
    SCAL: '2',
  }
  const asked = [...(pin === undefined ? [] : ['PIN']), ...(totpSecret === undefined ? [] : ['OTP'])]
  return version < 2
    ? { ...common, authMode: mode, ...Object.fromEntries(asked.map((id) => [id, { presence: 'true' }])) }
    : { ...common, auth: { mode, objects: asked.map((id) => ({ type: 'Password', id })) } }
}
