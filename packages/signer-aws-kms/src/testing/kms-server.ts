import { type KeyObject, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { ecdsaSignatureToDer } from '@tacosmith/core/signer'
import { readBody, type SignableDigest, StandInService, signDigest } from '@tacosmith/test-kit'

/** What KMS holds under one ID. */
export interface StoredKey {
  privateKey: KeyObject
  publicKey: KeyObject
  /** Default: what KMS says of such a key. */
  usage?: string
}

/** What happens to the next request of an operation instead of an answer. */
export type Fault =
  | { status: number; type: string; message: string }
  | 'drop'
  | 'silence'
  | { signature: Uint8Array }

/** One call that came in. */
export interface Call {
  operation: string
  input: { KeyId: string; Message?: string; MessageType?: string; SigningAlgorithm?: string }
  authorization: string
}

const DIGEST_OF: Record<string, SignableDigest> = { 256: 'sha256', 384: 'sha384', 512: 'sha512' }

/** Speaks AWS JSON 1.1 as KMS does, for GetPublicKey and Sign. */
export class KmsServer extends StandInService<Call, Fault> {
  readonly keys: Map<string, StoredKey> = new Map()

  constructor() {
    super(createServer((request, response) => void this.#handle(request, response)))
  }

  get endpoint(): string {
    return `http://127.0.0.1:${this.port}`
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const operation = String(request.headers['x-amz-target']).replace('TrentService.', '')
    const input = JSON.parse((await readBody(request)).toString()) as Call['input']
    const fault = this.note({ operation, input, authorization: request.headers.authorization ?? '' })
    if (fault === 'silence') return
    if (fault === 'drop') {
      request.socket.destroy()
      return
    }
    const [status, body] =
      fault === undefined || 'signature' in fault
        ? this.#answer(operation, input, fault)
        : refusal(fault.status, fault.type, fault.message)
    response.writeHead(status, {
      'content-type': 'application/x-amz-json-1.1',
      'x-amzn-requestid': randomUUID(),
    })
    response.end(JSON.stringify(body))
  }

  #answer(operation: string, input: Call['input'], fault?: { signature: Uint8Array }): [number, object] {
    const key = this.keys.get(input.KeyId)
    if (key === undefined)
      return refusal(400, 'NotFoundException', `Key '${arn(input.KeyId)}' does not exist`)
    if (operation === 'GetPublicKey') return [200, describe(input.KeyId, key)]
    if (operation !== 'Sign') return refusal(400, 'UnknownOperationException', '')
    if (input.MessageType !== 'DIGEST')
      return refusal(400, 'ValidationException', 'only digests, in this test')
    const { algorithms } = specOf(key.publicKey)
    const { SigningAlgorithm = '', Message = '' } = input
    if (!algorithms.includes(SigningAlgorithm)) {
      return refusal(
        400,
        'InvalidKeyUsageException',
        `Algorithm ${SigningAlgorithm} is incompatible with key spec`,
      )
    }
    const digest = Buffer.from(Message, 'base64')
    const bits = SigningAlgorithm.slice(-3)
    if (digest.length !== Number(bits) / 8) {
      return refusal(400, 'ValidationException', 'Digest is invalid length for algorithm')
    }
    const signature = fault?.signature ?? makeSignature(key.privateKey, digest, DIGEST_OF[bits] ?? 'sha256')
    return [
      200,
      { KeyId: arn(input.KeyId), Signature: Buffer.from(signature).toString('base64'), SigningAlgorithm },
    ]
  }
}

function makeSignature(key: KeyObject, digest: Uint8Array, name: SignableDigest): Uint8Array {
  const signature = signDigest(key, digest, name)
  return key.asymmetricKeyType === 'ec' ? ecdsaSignatureToDer(signature) : signature
}

function refusal(status: number, type: string, message: string): [number, object] {
  return [status, { __type: type, message }]
}

function describe(id: string, { publicKey, usage = 'SIGN_VERIFY' }: StoredKey): object {
  const { spec, algorithms } = specOf(publicKey)
  return {
    KeyId: arn(id),
    PublicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    CustomerMasterKeySpec: spec,
    KeySpec: spec,
    KeyUsage: usage,
    ...(usage === 'SIGN_VERIFY'
      ? { SigningAlgorithms: algorithms }
      : { EncryptionAlgorithms: ['RSAES_OAEP_SHA_256'] }),
  }
}

function arn(id: string): string {
  return id.startsWith('arn:') ? id : `arn:aws:kms:eu-central-1:111122223333:key/${id}`
}

function specOf(key: KeyObject): { spec: string; algorithms: string[] } {
  const { modulusLength, namedCurve = '' } = key.asymmetricKeyDetails ?? {}
  if (key.asymmetricKeyType === 'rsa') {
    const pkcs1 = Object.keys(DIGEST_OF).map((bits) => `RSASSA_PKCS1_V1_5_SHA_${bits}`)
    const pss = Object.keys(DIGEST_OF).map((bits) => `RSASSA_PSS_SHA_${bits}`)
    return { spec: `RSA_${modulusLength}`, algorithms: [...pss, ...pkcs1] }
  }
  const [bits, spec] = (
    {
      prime256v1: ['256', 'ECC_NIST_P256'],
      secp384r1: ['384', 'ECC_NIST_P384'],
      secp521r1: ['512', 'ECC_NIST_P521'],
    } as Record<string, [string, string]>
  )[namedCurve] ?? ['256', 'ECC_SECG_P256K1']
  return { spec, algorithms: [`ECDSA_SHA_${bits}`] }
}
