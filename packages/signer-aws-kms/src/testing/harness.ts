import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RemoteKeySigner } from '@tacosmith/core/signer'
import { CertificateAuthority, type Issued, type KeyKind, LeakWatch } from '@tacosmith/test-kit'
import { afterAll, afterEach, beforeAll, vi } from 'vitest'
import { type AwsKmsSignerOptions, awsKmsSigner } from '../index.ts'
import { type Fault, KmsServer } from './kms-server.ts'

// What all tests of this package start from; the hooks run for every file that imports this.

export const KEYS: KeyKind[] = ['rsa-2048', 'rsa-3072', 'rsa-4096', 'p-256', 'p-384', 'p-521']
export const SECRET = 'wJalrXUtnFEMI-secret-access-key'
export const TOKEN = 'IQoJb3JpZ2luX2VjE-session-token'
/** Sees to it that no error, log or file shows the credentials, or a request signed with them. */
export const watch = new LeakWatch()
for (const secret of [SECRET, TOKEN, 'Signature=']) watch.scanner.addPassword('a credential', secret)

export let folder: string
export let server: KmsServer
export let authority: CertificateAuthority
export let chainFile: string
export const issued = new Map<string, Issued>()
export const open: RemoteKeySigner[] = []

beforeAll(async () => {
  watch.listen()
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
}, 240_000)

afterEach(async () => {
  for (const signer of open.splice(0)) await signer.close()
  server.forget()
  watch.lookIntoOutput()
})

afterAll(async () => {
  vi.unstubAllEnvs()
  await server.stop()
  watch.stopListening()
  await watch.lookIntoFiles(folder)
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

export const refusal = (status: number, type: string, message = 'because'): Fault => ({
  status,
  type,
  message,
})
export const throttling = refusal(400, 'ThrottlingException', 'You have exceeded the rate')
