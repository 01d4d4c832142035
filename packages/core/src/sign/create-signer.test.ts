import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import {
  CertificateAuthority,
  EXTENDED_KEY_USAGE,
  type Issued,
  type IssueOptions,
  importWithKeytool,
  jarsignerVerify,
  javaHomeTrusting,
  KEY_USAGE,
  requireOracle,
  runOracle,
  writePkcs12,
} from '@tacosmith/test-kit'
import JSZip from 'jszip'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ResolvedSignOptions } from '../build/options/options.ts'
import type { TacosmithError } from '../errors.ts'
import { readArchive } from '../format/zip/index.ts'
import { createSigner, type SignedTaco, signTaco } from './index.ts'

const DAY = 24 * 60 * 60 * 1000
const PASSWORD = 'open sesame'
const PLAIN = { timestamp: false, includeRoot: false } as const
const openssl = requireOracle('openssl')
const keytool = requireOracle('keytool')

let folder: string
let authority: CertificateAuthority
let issued: Issued
let unsigned: Uint8Array
const path = (name: string): string => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacosmith-create-signer-'))
  authority = await CertificateAuthority.create()
  issued = await authority.issue({ commonName: 'First', key: 'rsa-2048' })
  unsigned = await new JSZip()
    .file('manifest.xml', '<connector-plugin/>')
    .generateAsync({ type: 'uint8array' })
  await writeFile(path('key.pem'), issued.keyPem)
  await writeFile(path('chain.pem'), authority.chainPem(issued))
  await writeFile(path('intermediate.pem'), authority.intermediate.certificatePem)
})

afterAll(async () => await rm(folder, { recursive: true, force: true }))

async function sign(options: Omit<ResolvedSignOptions, 'timestamp' | 'includeRoot'>): Promise<SignedTaco> {
  const { signer, alias } = await createSigner({ ...options, ...PLAIN })
  return await signTaco(unsigned, { signer, alias, ...PLAIN })
}

async function failure(promise: Promise<unknown>): Promise<TacosmithError> {
  const error = (await promise.catch((cause: unknown) => cause)) as TacosmithError
  expect(error.name).toBe('TacosmithError')
  expect(error.help).toBeTruthy()
  expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(PASSWORD)
  return error
}

test('the alias names the signature files of a key from PEM', async () => {
  const { bytes } = await sign({ key: path('key.pem'), certificates: path('chain.pem'), alias: 'release 1' })
  const names = readArchive(bytes).entries.map(({ name }) => name)
  expect(names).toContain('META-INF/RELEASE_.SF')
})

describe.skipIf(!openssl || !keytool)('keystores', () => {
  beforeAll(async () => {
    if (!openssl || !keytool) return
    const whole = { keyPem: issued.keyPem, certificatesPem: authority.chainPem(issued), alias: 'first' }
    await writePkcs12(path('openssl.p12'), { ...whole, password: PASSWORD })
    await writePkcs12(path('legacy.p12'), { ...whole, password: PASSWORD }, { legacy: true })
    await importWithKeytool([path('openssl.p12')], path('keytool.p12'), PASSWORD)
    await importWithKeytool([path('openssl.p12')], path('keytool.jks'), PASSWORD, 'jks')
    const leaf = { ...whole, certificatesPem: issued.certificatePem, password: PASSWORD }
    await writePkcs12(path('leaf.p12'), leaf)
  })

  test('of every kind sign files that jarsigner accepts', async () => {
    const javaHome = await javaHomeTrusting(path('java'), [authority.root.certificatePem])
    for (const name of ['openssl.p12', 'legacy.p12', 'keytool.p12', 'keytool.jks']) {
      const { bytes, signer } = await sign({ keystore: path(name), storePassword: PASSWORD })
      expect(signer.subject).toBe('CN=First')
      await writeFile(path('signed.taco'), bytes)
      const { exit, output } = await jarsignerVerify(path('signed.taco'), javaHome)
      expect([name, exit]).toEqual([name, 0])
      expect(output).toContain('jar verified.')
    }
  })

  test('a leaf alone gets a warning that names its issuer, a chain file beside it helps', async () => {
    const location = { keystore: path('leaf.p12'), storePassword: PASSWORD }
    const incomplete = (await sign(location)).warnings.find(({ rule }) => rule === 'taco-chain-incomplete')
    expect(incomplete?.message).toContain('"CN=Test Intermediate"')
    expect(incomplete?.help).toContain('certificates')
    const { warnings } = await sign({ ...location, certificates: path('intermediate.pem') })
    expect(warnings.map(({ rule }) => rule)).toEqual(['taco-no-timestamp'])
  })

  test('a missing intermediate is named with the address where it lies', async () => {
    const extensions = [
      'keyUsage=critical,digitalSignature',
      'extendedKeyUsage=codeSigning',
      'authorityInfoAccess=OCSP;URI:http://ocsp.example,caIssuers;URI:http://ca.example/intermediate.cer',
    ]
    await writeFile(path('extensions'), extensions.join('\n'))
    await writeFile(path('ca.pem'), authority.intermediate.keyPem + authority.intermediate.certificatePem)
    const request = ['req', '-new', '-key', path('key.pem'), '-subj', '/CN=With Address', '-out', path('csr')]
    const answer = [
      'x509',
      '-req',
      '-in',
      path('csr'),
      '-CA',
      path('ca.pem'),
      '-CAcreateserial',
      '-days',
      '30',
    ]
    for (const args of [request, [...answer, '-extfile', path('extensions'), '-out', path('aia.pem')]]) {
      expect((await runOracle(openssl ?? '', args)).exit).toBe(0)
    }
    const { warnings } = await sign({ key: path('key.pem'), certificates: path('aia.pem') })
    const incomplete = warnings.find(({ rule }) => rule === 'taco-chain-incomplete')
    expect(incomplete?.help).toContain('http://ca.example/intermediate.cer')
  })

  const past = (days: number): Date => new Date(Date.now() - days * DAY)
  const REFUSED: [string, IssueOptions, RegExp][] = [
    ['expired', { notBefore: past(20), notAfter: past(10) }, /expired on \d{4}-\d\d-\d\d/],
    ['not yet valid', { notBefore: past(-10) }, /is not valid before \d{4}-\d\d-\d\d/],
    ['for encryption', { keyUsage: KEY_USAGE.keyEncipherment }, /without digitalSignature/],
    ['for web servers', { extendedKeyUsage: EXTENDED_KEY_USAGE.serverAuthentication }, /lacks codeSigning/],
    ['RSA 1024', { key: 'rsa-1024' }, /RSA key of 1024 bits/],
    ['RSA-PSS', { key: 'rsa-pss' }, /Java 8 to 15 treat files signed with one as unsigned/],
    ['Ed25519', { key: 'ed25519' }, /Java 8 to 15 treat files signed with one as unsigned/],
  ]
  test.each(REFUSED)('a certificate that cannot sign is refused: %s', async (_, options, message) => {
    const odd = await authority.issue({ commonName: 'Odd One', ...options })
    await writePkcs12(path('odd.p12'), {
      ...{ keyPem: odd.keyPem, certificatesPem: authority.chainPem(odd) },
      ...{ alias: 'odd', password: PASSWORD },
    })
    const error = await failure(sign({ keystore: path('odd.p12'), storePassword: PASSWORD }))
    expect(error.code).toBe('certificate')
    expect(error.message).toMatch(message)
    expect(error.message).toContain('CN=Odd One')
  })

  test('no secret shows in any error', async () => {
    const wrong = 'the wrong password'
    const attempts = ['openssl.p12', 'legacy.p12', 'keytool.p12', 'keytool.jks'].flatMap((name) => [
      { keystore: path(name), storePassword: wrong },
      { keystore: path(name), storePassword: PASSWORD, keyPassword: wrong },
      { keystore: path(name), storePassword: PASSWORD, alias: 'nobody' },
      { keystore: path(name) },
    ])
    for (const attempt of attempts) {
      const error = await failure(sign(attempt))
      expect(error.code).toBe('keystore')
      expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(wrong)
    }
  })
})
