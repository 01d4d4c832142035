import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { protos } from '@google-cloud/kms'
import { answerPublicKey, answerSignature, type StoredKey } from './kms-answers.ts'

const ALGORITHMS = protos.google.cloud.kms.v1.CryptoKeyVersion.CryptoKeyVersionAlgorithm

/** An answer that is none. */
export interface RestFault {
  http: number
  status: string
  message: string
}

const NOT_FOUND = { http: 404, status: 'NOT_FOUND' }

/** Speaks the REST protocol of Cloud KMS. */
export class KmsRestServer {
  /** Each answers one request, in this order. */
  readonly faults: RestFault[] = []
  requests = 0
  readonly #keys: Map<string, StoredKey>
  readonly #server: Server

  private constructor(keys: Map<string, StoredKey>) {
    this.#keys = keys
    this.#server = createServer((request, response) => void this.#handle(request, response))
  }

  static async start(keys: Map<string, StoredKey>): Promise<KmsRestServer> {
    const server = new KmsRestServer(keys)
    await new Promise<void>((resolve) => server.#server.listen(0, 'localhost', resolve))
    return server
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    this.requests += 1
    const path = new URL(request.url ?? '', 'http://localhost').pathname.replace('/v1/', '')
    const fault = this.faults.shift()
    const [status, body] =
      fault === undefined ? this.#answer(path, Buffer.concat(chunks).toString()) : refusal(fault)
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
  }

  #answer(path: string, text: string): [number, object] {
    if (path.endsWith('/publicKey')) {
      const answer = answerPublicKey(this.#keys, path.replace('/publicKey', ''))
      if ('code' in answer) return refusal({ ...NOT_FOUND, message: answer.message })
      // The SDK asks for numbers instead of names.
      const algorithm = ALGORITHMS[answer.algorithm as keyof typeof ALGORITHMS]
      return [200, { ...answer, pemCrc32c: String(answer.pemCrc32c.value), algorithm }]
    }
    const { digest, digestCrc32c } = JSON.parse(text) as { digest: object; digestCrc32c: string }
    const digests = Object.fromEntries(
      Object.entries(digest).map(([name, value]) => [name, Buffer.from(String(value), 'base64')]),
    )
    const name = path.replace(':asymmetricSign', '')
    const answer = answerSignature(this.#keys, name, digests, String(digestCrc32c))
    if ('code' in answer) return refusal({ ...NOT_FOUND, message: answer.message })
    return [
      200,
      {
        ...answer,
        signature: Buffer.from(answer.signature).toString('base64'),
        signatureCrc32c: String(answer.signatureCrc32c.value),
      },
    ]
  }
}

function refusal({ http, status, message }: RestFault): [number, object] {
  return [http, { error: { code: http, message, status } }]
}
