import type { RemoteKeySigner } from '@tacosmith/core/signer'
import { type KeyKind, SignerBench } from '@tacosmith/test-kit'
import { afterAll, afterEach, beforeAll, vi } from 'vitest'
import { type AwsKmsSignerOptions, awsKmsSigner } from '../index.ts'
import { type Fault, KmsServer } from './kms-server.ts'

// What all tests of this package start from; the hooks run for every file that imports this.

export const KEYS: KeyKind[] = ['rsa-2048', 'rsa-3072', 'rsa-4096', 'p-256', 'p-384', 'p-521']
export const SECRET = 'wJalrXUtnFEMI-secret-access-key'
export const TOKEN = 'IQoJb3JpZ2luX2VjE-session-token'
/** A request that was signed with the credentials is as good as a secret. */
export const bench = new SignerBench({ kinds: KEYS, secrets: [SECRET, TOKEN, 'Signature='] })
export const server = new KmsServer()

beforeAll(async () => {
  await bench.start()
  // Nothing of the machine's own AWS settings takes part.
  vi.stubEnv('AWS_CONFIG_FILE', bench.file('none'))
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', bench.file('none'))
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true')
  for (const name of ['AWS_REGION', 'AWS_PROFILE', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) {
    vi.stubEnv(name, undefined)
  }
  await server.listen('127.0.0.1')
  for (const key of KEYS) server.keys.set(key, bench.keyOf(key))
}, 240_000)

afterEach(async () => {
  await bench.tidy()
  server.forget()
  server.disconnect()
})

afterAll(async () => {
  vi.unstubAllEnvs()
  await server.stop()
  await bench.end()
})

export function signerFor(options: Partial<AwsKmsSignerOptions> = {}): RemoteKeySigner {
  return signerWithoutCertificate({ certificates: bench.chainFile, ...options })
}

export function signerWithoutCertificate(options: Partial<AwsKmsSignerOptions>): RemoteKeySigner {
  const signer = awsKmsSigner({
    keyId: 'p-256',
    region: 'eu-central-1',
    endpoint: server.endpoint,
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: SECRET, sessionToken: TOKEN },
    ...options,
  })
  return bench.keep(signer)
}

export const refusal = (status: number, type: string, message = 'because'): Fault => ({
  status,
  type,
  message,
})
export const throttling = refusal(400, 'ThrottlingException', 'You have exceeded the rate')
