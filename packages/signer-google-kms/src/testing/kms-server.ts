import { createSecureServer, type ServerHttp2Stream } from 'node:http2'
import { protos } from '@google-cloud/kms'
import { type Issued, type SignableDigest, StandInService } from '@tacosmith/test-kit'
import { answerPublicKey, answerSignature, type Refusal, type StoredKey } from './kms-answers.ts'

const { AsymmetricSignRequest, AsymmetricSignResponse, GetPublicKeyRequest, PublicKey } =
  protos.google.cloud.kms.v1
const ALGORITHMS = protos.google.cloud.kms.v1.CryptoKeyVersion.CryptoKeyVersionAlgorithm

/** What happens to the next request of a method instead of an answer. */
export type Fault =
  | Refusal
  | 'drop'
  | 'silence'
  /** These fields of the answer are changed. */
  | { answer: { signature?: Uint8Array; verifiedDigestCrc32c?: boolean; name?: string; pem?: string } }

/** One call that came in. */
export interface Call {
  operation: string
  /** What was asked for, decoded. */
  name: string
  digest?: { [name: string]: unknown }
  authorization: string
}

/** Speaks gRPC over TLS as Cloud KMS does, for GetPublicKey and AsymmetricSign. */
export class KmsServer extends StandInService<Call, Fault> {
  readonly keys: Map<string, StoredKey> = new Map()

  /** @param issued a certificate for `localhost` */
  constructor({ keyPem, certificatePem }: Issued) {
    const server = createSecureServer({ key: keyPem, cert: certificatePem })
    super(server)
    // Connections break when a test says so, or when it ends.
    server.on('secureConnection', (socket) => socket.on('error', () => undefined))
    server.on('sessionError', () => undefined)
    server.on('stream', (stream, headers) => {
      stream.on('error', () => undefined)
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const operation = headers[':path']?.split('/').at(-1) ?? ''
        // One octet that says whether it is compressed, four with the length, then the message.
        const message = Buffer.concat(chunks).subarray(5)
        this.#handle(stream, operation, message, headers.authorization ?? '')
      })
    })
  }

  #handle(stream: ServerHttp2Stream, operation: string, message: Uint8Array, authorization: string): void {
    const asked = operation === 'AsymmetricSign' ? readSignRequest(message) : readKeyRequest(message)
    const fault = this.note({ operation, authorization, ...asked })
    if (fault === 'silence') return
    if (fault === 'drop') {
      stream.session?.destroy()
      return
    }
    const change = fault !== undefined && 'answer' in fault ? fault.answer : {}
    const answer = this.#answer(asked, change)
    const refusal = fault !== undefined && 'code' in fault ? fault : answer
    if ('code' in refusal) refuse(stream, refusal)
    else respond(stream, refusal.bytes)
  }

  #answer({ name, digest, checksum }: Asked, change: object): Encoded | Refusal {
    if (digest !== undefined) {
      const answer = answerSignature(this.keys, name, digest, checksum)
      return 'code' in answer
        ? answer
        : { bytes: AsymmetricSignResponse.encode({ ...answer, ...change }).finish() }
    }
    const answer = answerPublicKey(this.keys, name)
    if ('code' in answer) return answer
    const algorithm = ALGORITHMS[answer.algorithm as keyof typeof ALGORITHMS]
    return { bytes: PublicKey.encode({ ...answer, algorithm, ...change }).finish() }
  }
}

interface Asked {
  name: string
  /** When a signature is asked for. */
  digest?: Partial<Record<SignableDigest, Uint8Array>>
  checksum: string
}

function readKeyRequest(message: Uint8Array): Asked {
  const { name } = GetPublicKeyRequest.decode(message)
  return { name, checksum: '' }
}

function readSignRequest(message: Uint8Array): Asked {
  const { name, digest, digestCrc32c } = AsymmetricSignRequest.decode(message)
  return {
    name,
    digest: { ...digest } as NonNullable<Asked['digest']>,
    checksum: String(digestCrc32c?.value),
  }
}

interface Encoded {
  bytes: Uint8Array
}

function refuse(stream: ServerHttp2Stream, { code, message }: Refusal): void {
  stream.respond(
    {
      ':status': 200,
      'content-type': 'application/grpc+proto',
      'grpc-status': String(code),
      'grpc-message': encodeURI(message),
    },
    { endStream: true },
  )
}

function respond(stream: ServerHttp2Stream, message: Uint8Array): void {
  const prefix = Buffer.alloc(5)
  prefix.writeUInt32BE(message.length, 1)
  stream.respond({ ':status': 200, 'content-type': 'application/grpc+proto' }, { waitForTrailers: true })
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }))
  stream.end(Buffer.concat([prefix, message]))
}
