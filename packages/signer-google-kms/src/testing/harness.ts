import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type RemoteKeySigner, TacosmithError } from '@tacosmith/core'
import {
  CertificateAuthority,
  EXTENDED_KEY_USAGE,
  generateKey,
  type Issued,
  type KeyKind,
  requireOracle,
} from '@tacosmith/test-kit'
import JSZip from 'jszip'
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest'
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
export const hasJdk = requireOracle('java') && requireOracle('jarsigner') && requireOracle('keytool')
export const toBeSigned = { data: Buffer.from('data'), digest: 'sha256', algorithm: 'ecdsa' } as const
export const UNTIMESTAMPED = { timestamp: false, includeRoot: false } as const

export let server: KmsServer
export let authority: CertificateAuthority
export let chainFile: string
export let account: string
export const issued = new Map<string, Issued>()
export const open: RemoteKeySigner[] = []

beforeAll(async () => {
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
  account = generateKey('rsa-2048').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
}, 60_000)

afterEach(async () => {
  for (const signer of open.splice(0)) await signer.close()
  server.forget()
})

afterAll(async () => {
  vi.unstubAllEnvs()
  await server.stop()
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

export async function failureOf(action: Promise<unknown>): Promise<TacosmithError> {
  const error: unknown = await action.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof TacosmithError)) throw error ?? new Error('it did not fail')
  const everything = JSON.stringify([error, error.message, error.help, error.stack, String(error.cause)])
  for (const secret of [account.slice(40, 90), 'eyJ']) expect(everything).not.toContain(secret)
  expect(error.help).toBeTruthy()
  return error
}

export async function unsignedTaco(): Promise<Uint8Array> {
  const zip = new JSZip()
  zip.file('manifest.xml', '<connector-plugin/>', { date: new Date(Date.UTC(1980, 1, 1)) })
  return await zip.generateAsync({ type: 'uint8array', platform: 'DOS' })
}

export const throttling: Fault = { code: 8, message: 'Quota exceeded for quota metric' }
