import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { protos } from '@google-cloud/kms'
import { readBody, StandInService } from '@tacosmith/test-kit'
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
export class KmsRestServer extends StandInService<{ operation: 'any' }, RestFault> {
  readonly #keys: Map<string, StoredKey>

  constructor(keys: Map<string, StoredKey>) {
    super(createServer((request, response) => void this.#handle(request, response)))
    this.#keys = keys
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = (await readBody(request)).toString()
    const path = new URL(request.url ?? '', 'http://localhost').pathname.replace('/v1/', '')
    const fault = this.note({ operation: 'any' })
    const [status, body] = fault === undefined ? this.#answer(path, text) : refusal(fault)
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
