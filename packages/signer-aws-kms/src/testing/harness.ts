import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RemoteKeySigner, TacosmithError } from '@tacosmith/core'
import { CertificateAuthority, type Issued, type KeyKind, requireOracle } from '@tacosmith/test-kit'
import JSZip from 'jszip'
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest'
import { type AwsKmsSignerOptions, awsKmsSigner } from '../index.ts'
import { type Fault, KmsServer } from './kms-server.ts'

// What all tests of this package start from; the hooks run for every file that imports this.

export const KEYS: KeyKind[] = ['rsa-2048', 'rsa-3072', 'rsa-4096', 'p-256', 'p-384', 'p-521']
export const SECRET = 'wJalrXUtnFEMI-secret-access-key'
export const TOKEN = 'IQoJb3JpZ2luX2VjE-session-token'
export const hasJdk = requireOracle('java') && requireOracle('jarsigner') && requireOracle('keytool')
export const toBeSigned = { data: Buffer.from('data'), digest: 'sha256', algorithm: 'ecdsa' } as const

export let folder: string
export let server: KmsServer
export let authority: CertificateAuthority
export let chainFile: string
export const issued = new Map<string, Issued>()
export const open: RemoteKeySigner[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacosmith-aws-kms-test-'))
  // Nothing of the machine's own AWS settings takes part.
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'none'))
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'none'))
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true')
  for (const name of ['AWS_REGION', 'AWS_PROFILE', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) {
    vi.stubEnv(name, undefined)
  }
  authority = await CertificateAuthority.create()
  server = await KmsServer.start()
  for (const key of KEYS) {
    const made = await authority.issue({ key, commonName: `Signer ${key}` })
    issued.set(key, made)
    server.keys.set(key, made)
  }
  chainFile = join(folder, 'chain.pem')
  await writeFile(chainFile, authority.chainPem(issued.get('p-256')!))
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

export function signerFor(options: Partial<AwsKmsSignerOptions> = {}): RemoteKeySigner {
  const signer = awsKmsSigner({
    keyId: 'p-256',
    certificates: chainFile,
    region: 'eu-central-1',
    endpoint: server.endpoint,
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: SECRET, sessionToken: TOKEN },
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
  for (const secret of [SECRET, TOKEN, 'Signature=']) expect(everything).not.toContain(secret)
  expect(error.help).toBeTruthy()
  return error
}

export async function unsignedTaco(): Promise<Uint8Array> {
  const zip = new JSZip()
  zip.file('manifest.xml', '<connector-plugin/>', { date: new Date(Date.UTC(1980, 1, 1)) })
  return await zip.generateAsync({ type: 'uint8array', platform: 'DOS' })
}

export const refusal = (status: number, type: string, message = 'because'): Fault => ({
  status,
  type,
  message,
})
export const throttling = refusal(400, 'ThrottlingException', 'You have exceeded the rate')
