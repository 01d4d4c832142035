import { createSecureServer, type Http2SecureServer, type ServerHttp2Stream } from 'node:http2'
import type { AddressInfo, Socket } from 'node:net'
import { protos } from '@google-cloud/kms'
import type { Issued, SignableDigest } from '@tacosmith/test-kit'
import { answerPublicKey, answerSignature, type Refusal, type StoredKey } from './kms-answers.ts'

const { AsymmetricSignRequest, AsymmetricSignResponse, GetPublicKeyRequest, PublicKey } =
  protos.google.cloud.kms.v1
const ALGORITHMS = protos.google.cloud.kms.v1.CryptoKeyVersion.CryptoKeyVersionAlgorithm

/** What happens to the next request of a method instead of an answer. */
export type Fault =
  | Refusal
  | 'drop'
  /** These fields of the answer are changed. */
  | { answer: { signature?: Uint8Array; verifiedDigestCrc32c?: boolean; name?: string; pem?: string } }

/** One call that came in. */
export interface Call {
  method: string
  /** What was asked for, decoded. */
  name: string
  digest?: { [name: string]: unknown }
  authorization: string
}

/** Speaks gRPC over TLS as Cloud KMS does, for GetPublicKey and AsymmetricSign. */
export class KmsServer {
  readonly keys: Map<string, StoredKey> = new Map()
  readonly calls: Call[] = []
  connections = 0
  readonly #faults: Map<string, Fault[]> = new Map()
  readonly #sockets: Set<Socket> = new Set()
  readonly #server: Http2SecureServer

  private constructor({ keyPem, certificatePem }: Issued) {
    this.#server = createSecureServer({ key: keyPem, cert: certificatePem })
    this.#server.on('secureConnection', (socket) => {
      this.connections += 1
      this.#sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => this.#sockets.delete(socket))
    })
    this.#server.on('sessionError', () => undefined)
    this.#server.on('stream', (stream, headers) => {
      stream.on('error', () => undefined)
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const method = headers[':path']?.split('/').at(-1) ?? ''
        // One octet that says whether it is compressed, four with the length, then the message.
        const message = Buffer.concat(chunks).subarray(5)
        this.#handle(stream, method, message, headers.authorization ?? '')
      })
    })
  }

  /** @param issued a certificate for `localhost` */
  static async start(issued: Issued): Promise<KmsServer> {
    const server = new KmsServer(issued)
    await new Promise<void>((resolve) => server.#server.listen(0, 'localhost', resolve))
    return server
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** Each fault answers one request, in this order. */
  fail(method: string, ...faults: Fault[]): void {
    this.#faults.set(method, [...(this.#faults.get(method) ?? []), ...faults])
  }

  forget(): void {
    this.#faults.clear()
    this.calls.length = 0
    this.connections = 0
  }

  count(method: string): number {
    return this.calls.filter((call) => call.method === method).length
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  #handle(stream: ServerHttp2Stream, method: string, message: Uint8Array, authorization: string): void {
    const fault = this.#faults.get(method)?.shift()
    const change = fault !== undefined && fault !== 'drop' && 'answer' in fault ? fault.answer : {}
    const reply = method === 'AsymmetricSign' ? this.#sign : this.#publicKey
    const answer = reply.call(this, message, authorization, change)
    if (fault === 'drop') {
      stream.session?.destroy()
      return
    }
    const refusal = fault !== undefined && 'code' in fault ? fault : answer
    if ('code' in refusal) refuse(stream, refusal)
    else respond(stream, refusal.bytes)
  }

  #publicKey(message: Uint8Array, authorization: string, change: object): Encoded | Refusal {
    const { name } = GetPublicKeyRequest.decode(message)
    this.calls.push({ method: 'GetPublicKey', name, authorization })
    const answer = answerPublicKey(this.keys, name)
    if ('code' in answer) return answer
    const algorithm = ALGORITHMS[answer.algorithm as keyof typeof ALGORITHMS]
    return { bytes: PublicKey.encode({ ...answer, algorithm, ...change }).finish() }
  }

  #sign(message: Uint8Array, authorization: string, change: object): Encoded | Refusal {
    const { name, digest, digestCrc32c } = AsymmetricSignRequest.decode(message)
    const digests = { ...digest } as Partial<Record<SignableDigest, Uint8Array>>
    this.calls.push({ method: 'AsymmetricSign', name, digest: digests, authorization })
    const answer = answerSignature(this.keys, name, digests, String(digestCrc32c?.value))
    return 'code' in answer
      ? answer
      : { bytes: AsymmetricSignResponse.encode({ ...answer, ...change }).finish() }
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
