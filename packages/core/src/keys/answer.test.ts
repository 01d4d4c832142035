import { createPublicKey } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CertificateAuthority,
  EXTENDED_KEY_USAGE,
  type Issued,
  type IssueOptions,
  KEY_USAGE,
} from '@tacosmith/test-kit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importCertificate, requestCertificate } from '../build/certificates.ts'
import { resolveSignOptions } from '../build/options/resolve-options.ts'
import { createSigner } from '../sign/index.ts'
import { openKeystore } from './keystore.ts'

const PASSWORD = 'a password & more'
let folder: string
let authority: CertificateAuthority
let keystore: string
let keyPair: Pick<Issued, 'privateKey' | 'publicKey'>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacosmith-answer-'))
  authority = await CertificateAuthority.create()
  keystore = join(folder, 'release.p12')
  await requestCertificate({ subject: 'CN=Acme', key: 'p-256', keystore, password: PASSWORD })
  const { privateKey } = await openKeystore({ keystore, storePassword: PASSWORD })
  keyPair = { privateKey, publicKey: createPublicKey(privateKey) }
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

async function importAnswer(options: IssueOptions): Promise<unknown> {
  const issued = await authority.issue({ ...options, keyPair })
  const answer = join(folder, 'answer.pem')
  await writeFile(answer, authority.chainPem(issued))
  return await importCertificate({ keystore, password: PASSWORD, certificates: [answer] })
}

describe('an answer that cannot sign code', () => {
  test.each<[string, IssueOptions, string]>([
    [
      'for servers',
      { extendedKeyUsage: EXTENDED_KEY_USAGE.serverAuthentication },
      'was not issued for code signing: its extendedKeyUsage lacks codeSigning',
    ],
    [
      'for encryption',
      { keyUsage: KEY_USAGE.keyEncipherment },
      'its keyUsage is keyEncipherment, without digitalSignature',
    ],
    [
      'of an authority',
      { authority: true, keyUsage: KEY_USAGE.digitalSignature | KEY_USAGE.certificates },
      'is a CA certificate',
    ],
    [
      'of the past',
      { notBefore: new Date('2020-01-01'), notAfter: new Date('2021-02-03') },
      'expired on 2021-02-03',
    ],
    ['of the future', { notBefore: new Date('2048-01-01'), notAfter: new Date('2049-01-01') }, '2048-01-01'],
    ['signed with SHA-1', { signatureDigest: 'SHA-1' }, 'is itself signed with SHA-1'],
  ])('is refused, and the keystore stays as it is: %s', async (_, options, reason) => {
    const before = await readFile(keystore)
    await expect(importAnswer(options)).rejects.toMatchObject({
      code: 'certificate',
      message: expect.stringContaining(reason),
      help: expect.stringMatching(/\.$/),
    })
    expect(await readFile(keystore)).toEqual(before)
  })

  test('is taken when any usage is allowed', async () => {
    const copy = join(folder, 'copy.p12')
    await writeFile(copy, await readFile(keystore))
    const issued = await authority.issue({ keyPair, extendedKeyUsage: '2.5.29.37.0', keyUsage: false })
    const answer = join(folder, 'any.pem')
    await writeFile(answer, authority.chainPem(issued))
    const joined = await importCertificate({ keystore: copy, password: PASSWORD, certificates: [answer] })
    expect(joined.certificate.subject).toBe('CN=Test Signer')
  })
})

test('signing with a keystore that waits for the answer names the command that takes it', async () => {
  const options = resolveSignOptions({ keystore, storePassword: PASSWORD }, {})
  await expect(createSigner(options)).rejects.toMatchObject({
    code: 'certificate',
    message: `the certificate for the key in ${keystore} has not been imported yet`,
    help: `Import the answer of the certificate authority first: tacosmith cert import ANSWER --keystore "${keystore}"`,
  })
  await importAnswer({})
  expect((await (await createSigner(options)).signer.certificates()).length).toBe(2)
})
