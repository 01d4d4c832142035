import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { RemoteKeySigner } from '@tacosmith/core/signer'
import {
  CertificateAuthority,
  EXTENDED_KEY_USAGE,
  generateKey,
  type Issued,
  type KeyKind,
  LeakWatch,
} from '@tacosmith/test-kit'
import { afterAll, afterEach, beforeAll, vi } from 'vitest'
import { type GoogleKmsSignerOptions, googleKmsSigner, type KmsClientOptions } from '../index.ts'
import { type Fault, KmsServer } from './kms-server.ts'

// What all tests of this package start from; the hooks run for every file that imports this.

export const folder: string = dirname(process.env.GRPC_DEFAULT_SSL_ROOTS_FILE_PATH ?? '')

export const KEYS: [KeyKind, string][] = [
  ['rsa-2048', 'RSA_SIGN_PKCS1_2048_SHA256'],
  ['rsa-3072', 'RSA_SIGN_PKCS1_3072_SHA256'],
  ['rsa-4096', 'RSA_SIGN_PKCS1_4096_SHA512'],
  ['p-256', 'EC_SIGN_P256_SHA256'],
  ['p-384', 'EC_SIGN_P384_SHA384'],
]
/** Sees to it that no error, log or file shows the key of the service account, or a token signed with it. */
export const watch = new LeakWatch()

export let server: KmsServer
export let authority: CertificateAuthority
export let chainFile: string
export let account: string
export const issued = new Map<string, Issued>()
export const open: RemoteKeySigner[] = []

beforeAll(async () => {
  watch.listen()
  vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', undefined)
  vi.stubEnv('CLOUDSDK_CONFIG', join(folder, 'none'))
  vi.stubEnv('METADATA_SERVER_DETECTION', 'none')
  await mkdir(folder, { recursive: true })
  authority = await CertificateAuthority.create()
  await writeFile(join(folder, 'roots.pem'), authority.root.certificatePem)
  const web = { commonName: 'localhost', extendedKeyUsage: EXTENDED_KEY_USAGE.serverAuthentication }
  server = await KmsServer.start(await authority.issue({ ...web, issuer: authority.root }))
  for (const [key, algorithm] of KEYS) {
    const made = await authority.issue({ key, commonName: `Signer ${key}` })
    issued.set(key, made)
    server.keys.set(version(key), { ...made, algorithm })
  }
  chainFile = join(folder, 'chain.pem')
  await writeFile(chainFile, authority.chainPem(issued.get('p-256')!))
  const { privateKey } = generateKey('rsa-2048')
  account = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
  watch.scanner.addKey('the key of the service account', privateKey)
  // What every token starts with: {"alg":"RS256",
  watch.scanner.addPassword('a token', 'eyJhbGciOiJSUzI1NiIs')
}, 240_000)

afterEach(async () => {
  for (const signer of open.splice(0)) await signer.close()
  server.forget()
  watch.lookIntoOutput()
})

afterAll(async () => {
  vi.unstubAllEnvs()
  await server.stop()
  // Connections that close now still say so; the process ends with the file.
  watch.lookIntoOutput()
  await watch.lookIntoFiles(folder)
  await rm(folder, { recursive: true, force: true })
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
  const signer = googleKmsSigner({
    ...{ keyVersion: version('p-256'), certificates: chainFile, clientOptions: clientOptions() },
    ...options,
  })
  open.push(signer)
  return signer
}

export const throttling: Fault = { code: 8, message: 'Quota exceeded for quota metric' }
