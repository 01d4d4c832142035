import { writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { RemoteKeySigner } from '@tacosmith/core/signer'
import { generateKey, type KeyKind, SignerBench } from '@tacosmith/test-kit'
import { afterAll, afterEach, beforeAll, vi } from 'vitest'
import { type GoogleKmsSignerOptions, googleKmsSigner, type KmsClientOptions } from '../index.ts'
import { type Fault, KmsServer } from './kms-server.ts'

// What all tests of this package start from; the hooks run for every file that imports this.

export const KEYS: [KeyKind, string][] = [
  ['rsa-2048', 'RSA_SIGN_PKCS1_2048_SHA256'],
  ['rsa-3072', 'RSA_SIGN_PKCS1_3072_SHA256'],
  ['rsa-4096', 'RSA_SIGN_PKCS1_4096_SHA512'],
  ['p-256', 'EC_SIGN_P256_SHA256'],
  ['p-384', 'EC_SIGN_P384_SHA384'],
]
const ALGORITHMS = new Map(KEYS)
export const bench = new SignerBench({
  kinds: [...ALGORITHMS.keys()],
  // What every token starts with: {"alg":"RS256",
  secrets: ['eyJhbGciOiJSUzI1NiIs'],
  folder: dirname(process.env.GRPC_DEFAULT_SSL_ROOTS_FILE_PATH ?? ''),
})

export let server: KmsServer
let account: string

beforeAll(async () => {
  vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', undefined)
  vi.stubEnv('METADATA_SERVER_DETECTION', 'none')
  await bench.start()
  vi.stubEnv('CLOUDSDK_CONFIG', bench.file('none'))
  await writeFile(bench.file('roots.pem'), bench.authority.root.certificatePem)
  server = await new KmsServer(await bench.issueForServer()).listen('localhost')
  for (const [kind, algorithm] of KEYS) {
    server.keys.set(version(kind), { ...bench.keyOf(kind), algorithm })
  }
  const { privateKey } = generateKey('rsa-2048')
  account = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
  bench.watch.scanner.addKey('the key of the service account', privateKey)
}, 240_000)

afterEach(async () => {
  await bench.tidy()
  server.forget()
})

afterAll(async () => {
  vi.unstubAllEnvs()
  await server.stop()
  await bench.end()
})

export function version(key: string): string {
  return `projects/test/locations/europe-west3/keyRings/release/cryptoKeys/${key}/cryptoKeyVersions/1`
}

/** A service account signs its tokens itself, without asking a login service. */
export function clientOptions(): KmsClientOptions {
  return {
    ...{ apiEndpoint: 'localhost', port: server.port, projectId: 'test' },
    credentials: { client_email: 'signer@test.iam.gserviceaccount.com', private_key: account },
  }
}

export function signerFor(options: Partial<GoogleKmsSignerOptions> = {}): RemoteKeySigner {
  return signerWithoutCertificate({ certificates: bench.chainFile, ...options })
}

export function signerWithoutCertificate(options: Partial<GoogleKmsSignerOptions>): RemoteKeySigner {
  const signer = googleKmsSigner({
    ...{ keyVersion: version('p-256'), clientOptions: clientOptions() },
    ...options,
  })
  return bench.keep(signer)
}

export const throttling: Fault = { code: 8, message: 'Quota exceeded for quota metric' }
