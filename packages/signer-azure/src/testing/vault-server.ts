import { type KeyObject, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import { type Issued, readBody, type SignableDigest, StandInService, signDigest } from '@tacosmith/test-kit'

/** One version of a key, with the certificate and the secret of the same name. */
export interface StoredKey {
  publicKey: KeyObject
  privateKey: KeyObject
  version: string
  hsm?: boolean
  operations?: string[]
  attributes?: { enabled?: boolean; exp?: number; nbf?: number }
  certificate?: { der: Uint8Array; exportable: boolean }
  secret?: { contentType: string; value: string }
}

/** What happens to the next request instead of an answer. */
export type Fault =
  | { status: number; code: string; message?: string; inner?: string; headers?: Record<string, string> }
  | 'drop'
  | 'silence'
  | { signature: Uint8Array }

/** One request that came in with a token. */
export interface Call {
  operation: string
  path: string
  body: { alg?: string; value?: string }
  authorization: string
}

const DIGEST_OF: Record<string, SignableDigest> = { 256: 'sha256', 384: 'sha384', 512: 'sha512' }
const TENANT = '11111111-2222-3333-4444-555555555555'

/** Speaks the REST protocol of Key Vault, the challenge for a token included, and that of the login service. */
export class VaultServer extends StandInService<Call, Fault> {
  /** By name; the newest version last. */
  readonly keys: Map<string, StoredKey[]> = new Map()
  /** What the login service answers to the next requests for a token; a token when there is nothing. */
  readonly loginFaults: { error: string; error_description: string }[] = []
  challenges = 0

  /** @param issued a certificate for `localhost` */
  constructor({ keyPem, certificatePem }: Issued) {
    const handle = (request: IncomingMessage, response: ServerResponse) =>
      void this.#handle(request, response)
    super(createServer({ key: keyPem, cert: certificatePem }, handle))
  }

  get url(): string {
    return `https://localhost:${this.port}`
  }

  override forget(): void {
    super.forget()
    this.loginFaults.length = 0
    this.challenges = 0
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = (await readBody(request)).toString()
    const path = new URL(request.url ?? '/', this.url).pathname
    const answer = (status: number, body: object, headers: Record<string, string> = {}): void => {
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
      response.end(JSON.stringify(body))
    }
    if (path.startsWith(`/${TENANT}`)) return answer(...this.#login(path))
    const { authorization } = request.headers
    if (authorization === undefined) {
      this.challenges += 1
      const challenge = `Bearer authorization="${this.url}/${TENANT}", resource="https://vault.azure.net"`
      return answer(401, problem('Unauthorized', 'AKV10000: Request is missing a Bearer or PoP token.'), {
        'www-authenticate': challenge,
      })
    }
    const [, collection = '', name = '', second = '', third = ''] = path.split('/')
    const operation = third === 'sign' ? 'sign' : collection
    const body = text === '' ? {} : (JSON.parse(text) as Call['body'])
    const fault = this.note({ operation, path, body, authorization })
    if (fault === 'silence') return
    if (fault === 'drop') return void request.socket.destroy()
    if (fault !== undefined && 'status' in fault) {
      return answer(fault.status, problem(fault.code, fault.message ?? 'because', fault.inner), fault.headers)
    }
    answer(...this.#answer(operation, name, second, body, fault))
  }

  #login(path: string): [number, object] {
    const issuer = `${this.url}/${TENANT}`
    if (path.endsWith('/openid-configuration')) {
      return [
        200,
        {
          issuer: `${issuer}/v2.0`,
          authorization_endpoint: `${issuer}/oauth2/v2.0/authorize`,
          token_endpoint: `${issuer}/oauth2/v2.0/token`,
          jwks_uri: `${issuer}/discovery/v2.0/keys`,
        },
      ]
    }
    const fault = this.loginFaults.shift()
    if (fault !== undefined) return [401, { ...fault, correlation_id: randomUUID(), error_codes: [7000215] }]
    return [200, { token_type: 'Bearer', expires_in: 3599, access_token: 'token-of-the-login-service' }]
  }

  #answer(
    operation: string,
    name: string,
    version: string,
    body: Call['body'],
    fault?: { signature: Uint8Array },
  ): [number, object] {
    const versions = this.keys.get(name) ?? []
    const key = version === '' ? versions.at(-1) : versions.find((one) => one.version === version)
    const missing = (what: string): [number, object] => [
      404,
      problem(
        `${what}NotFound`,
        `A ${what.toLowerCase()} with (name/id) ${name} was not found in this vault.`,
      ),
    ]
    if (operation === 'certificates') {
      return key?.certificate === undefined ? missing('Certificate') : [200, this.#certificate(name, key)]
    }
    if (operation === 'secrets') {
      if (key?.secret === undefined) return missing('Secret')
      return [200, { ...key.secret, id: `${this.url}/secrets/${name}/${key.version}`, attributes: {} }]
    }
    if (key === undefined) return missing('Key')
    if (operation === 'keys') return [200, this.#key(name, key)]
    return signed(`${this.url}/keys/${name}/${key.version}`, key, body, fault)
  }

  #key(name: string, { publicKey, version, hsm, operations, attributes }: StoredKey): object {
    const jwk = publicKey.export({ format: 'jwk' })
    return {
      key: {
        ...jwk,
        kid: `${this.url}/keys/${name}/${version}`,
        kty: hsm ? `${jwk.kty}-HSM` : jwk.kty,
        ...(jwk.crv === 'secp256k1' ? { crv: 'P-256K' } : {}),
        key_ops: operations ?? ['sign', 'verify'],
      },
      attributes: { enabled: true, created: 1_700_000_000, updated: 1_700_000_000, ...attributes },
    }
  }

  #certificate(name: string, { version, certificate }: StoredKey): object {
    return {
      id: `${this.url}/certificates/${name}/${version}`,
      kid: `${this.url}/keys/${name}/${version}`,
      sid: `${this.url}/secrets/${name}/${version}`,
      cer: Buffer.from(certificate?.der ?? []).toString('base64'),
      attributes: { enabled: true },
      policy: {
        id: `${this.url}/certificates/${name}/policy`,
        key_props: { exportable: certificate?.exportable, kty: 'RSA-HSM', key_size: 3072, reuse_key: false },
        secret_props: { contentType: 'application/x-pkcs12' },
      },
    }
  }
}

function signed(
  kid: string,
  { privateKey }: StoredKey,
  { alg = '', value = '' }: Call['body'],
  fault?: { signature: Uint8Array },
): [number, object] {
  const digest = Buffer.from(value, 'base64url')
  const kind = privateKey.asymmetricKeyType === 'ec' ? 'ES' : 'RS'
  const bits = alg.slice(2)
  if (!alg.startsWith(kind) || digest.length !== Number(bits) / 8) {
    return [
      400,
      problem('BadParameter', `Key and signing algorithm are incompatible, or invalid length: ${alg}`),
    ]
  }
  const signature = fault?.signature ?? signDigest(privateKey, digest, DIGEST_OF[bits] ?? 'sha256')
  return [200, { kid, value: Buffer.from(signature).toString('base64url') }]
}

function problem(code: string, message: string, inner?: string): object {
  return { error: { code, message, ...(inner === undefined ? {} : { innererror: { code: inner } }) } }
}
