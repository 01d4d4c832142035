import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CertificateAuthority,
  type Issued,
  requireOracle,
  runKeytool,
  runOracle,
  writePkcs12,
} from '@tacosmith/test-kit'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { namesOfOptions, writtenAt } from '../build/options/option-origins.ts'
import type { SignOptions } from '../build/options/types.ts'
import { TacosmithError } from '../errors.ts'
import { answerQuestions } from './ask-secret.ts'
import { openKeystore } from './keystore.ts'
import { importCertificate } from './keystore-request.ts'
import { readTruststoreFile } from './truststore-file.ts'

const PASSWORD = 'Kx7-store-secret'
const folder = await mkdtemp(join(tmpdir(), 'tacosmith-messages-'))
const store = join(folder, 'store.p12')
const path = (name: string): string => join(folder, name)
let authority: CertificateAuthority
let issued: Issued

beforeAll(async () => {
  authority = await CertificateAuthority.create()
  issued = await authority.issue({ key: 'p-256' })
  const content = { keyPem: issued.keyPem, certificatesPem: authority.chainPem(issued) }
  if (requireOracle('openssl') === undefined) return
  await writePkcs12(store, { ...content, alias: 'release', password: PASSWORD })
  await writePkcs12(path('short.p12'), { ...content, alias: 'release', password: 'abc' })
})
afterEach(() => {
  answerQuestions(undefined)
  delete process.env.TACOSMITH_TEST_SECRET
  delete process.env.TACOSMITH_STOREPASS
})
afterAll(async () => await rm(folder, { recursive: true, force: true }))

/** What opening the store says, with options as they are called on the command line. */
async function messageOf(
  options: SignOptions,
  work = openKeystore,
): Promise<{ message: string; help: string }> {
  const names = namesOfOptions(writtenAt('command-line', options))
  const { timestamp: _timestamp, signer: _signer, ...location } = options
  const error = await work({ ...location, ...(names === undefined ? {} : { names }) } as never).then(
    () => undefined,
    (failure: unknown) => failure,
  )
  expect(error).toBeInstanceOf(TacosmithError)
  const { message, help = '' } = error as TacosmithError
  return { message: message.replaceAll(folder, ''), help: help.replaceAll(folder, '') }
}

const EMPTY_HELP =
  'Put the password there. In CI, check that the secret exists and that this run may read it: runs for forks get none.'

test.skipIf(!requireOracle('openssl'))(
  'an empty variable or file is named, and not called a wrong password',
  async () => {
    process.env.TACOSMITH_TEST_SECRET = ''
    expect(await messageOf({ keystore: store, storePassword: { env: 'TACOSMITH_TEST_SECRET' } })).toEqual({
      message:
        '/store.p12 needs a password, but the variable TACOSMITH_TEST_SECRET, which --storepass names, is empty',
      help: EMPTY_HELP,
    })
    await writeFile(path('empty.txt'), '\n')
    expect(await messageOf({ keystore: store, storePassword: { file: path('empty.txt') } })).toEqual({
      message:
        '/store.p12 needs a password, but the first line of the file /empty.txt, which --storepass names, is empty',
      help: EMPTY_HELP,
    })
  },
)

test.skipIf(!requireOracle('openssl'))('an empty password opens a keystore that has one', async () => {
  const content = { keyPem: issued.keyPem, certificatesPem: authority.chainPem(issued) }
  await writePkcs12(path('none.p12'), { ...content, alias: 'release', password: '' })
  process.env.TACOSMITH_TEST_SECRET = ''
  const { alias } = await openKeystore({
    keystore: path('none.p12'),
    storePassword: { env: 'TACOSMITH_TEST_SECRET' },
  })
  expect(alias).toBe('release')
})

test.skipIf(!requireOracle('keytool'))(
  'a wrong --keypass is told to be checked, a missing one to be given',
  async () => {
    const keystore = path('two.jks')
    const { exit } = await runKeytool([
      ...['-genkeypair', '-alias', 'release', '-keyalg', 'EC', '-dname', 'CN=A', '-storetype', 'JKS'],
      ...['-keystore', keystore, '-storepass', PASSWORD, '-keypass', 'another-secret'],
    ])
    expect(exit).toBe(0)
    process.env.TACOSMITH_TEST_SECRET = 'not-the-secret'
    const storePassword = PASSWORD
    expect(
      await messageOf({ keystore, storePassword, keyPassword: { env: 'TACOSMITH_TEST_SECRET' } }),
    ).toEqual({
      message: 'the password for the key "release" in /two.jks is wrong',
      help: 'Check --keypass and the variable or file it comes from.',
    })
    expect((await messageOf({ keystore, storePassword })).help).toMatch(
      /^Give --keypass env:NAME, or set the variable TACOSMITH_KEYPASS, if the key has a password of its own/,
    )
  },
)

test.skipIf(!requireOracle('openssl'))('what was typed is not called by the name of an option', async () => {
  answerQuestions(async () => 'mistyped')
  expect(await messageOf({ keystore: store })).toEqual({
    message: 'the password that you typed for /store.p12 is wrong, or the file is damaged',
    help: 'Run the command again to type another. To give it without typing: give --storepass env:NAME, or set the variable TACOSMITH_STOREPASS.',
  })
})

test('without a key, flags and inputs are named, and where a signer belongs', async () => {
  expect((await messageOf({ digest: 'sha256' })).help).toBe(
    'Give --keystore, or --key and --certificates, or set sign.signer in tacosmith.config; --sign development signs with a local certificate.',
  )
})

test('an option that has no input stands in the configuration', () => {
  const names = namesOfOptions(writtenAt('action', { keystore: 'k.p12' }))
  expect(names?.allowRsaPssAndEd25519).toBe('sign.allowRsaPssAndEd25519 in tacosmith.config')
  expect(namesOfOptions(writtenAt('command-line', { keystore: 'k.p12' }))?.allowRsaPssAndEd25519).toBe(
    '--allow-rsa-pss-and-ed25519',
  )
})

test.skipIf(!requireOracle('openssl'))('a short password of a keystore that exists is kept', async () => {
  await writeFile(path('answer.pem'), authority.chainPem(issued))
  const imported = await importCertificate({
    keystore: path('short.p12'),
    password: 'abc',
    certificates: [path('answer.pem')],
  })
  expect(imported.alias).toBe('release')
  expect((await openKeystore({ keystore: path('short.p12'), storePassword: 'abc' })).alias).toBe('release')
  const { exit } = await runOracle(requireOracle('openssl') ?? '', [
    ...['pkcs12', '-in', path('short.p12'), '-passin', 'pass:abc', '-noout'],
  ])
  expect(exit).toBe(0)
})

test.skipIf(!requireOracle('openssl'))(
  'a key without a name gets that of --alias when its certificate is imported',
  async () => {
    const openssl = requireOracle('openssl') ?? ''
    await writeFile(path('key.pem'), issued.keyPem)
    await writeFile(path('answer.pem'), authority.chainPem(issued))
    const { exit } = await runOracle(openssl, [
      ...['pkcs12', '-export', '-inkey', path('key.pem'), '-in', path('answer.pem')],
      ...['-out', path('nameless.p12'), '-passout', `pass:${PASSWORD}`],
    ])
    expect(exit).toBe(0)
    const wrong = await messageOf({ keystore: path('nameless.p12'), storePassword: PASSWORD, alias: 'new' })
    expect(wrong).toEqual({
      message: '/nameless.p12 holds no key with the alias "new"',
      help: 'Its only key has no name: omit --alias.',
    })
    const imported = await importCertificate({
      keystore: path('nameless.p12'),
      password: PASSWORD,
      alias: 'new',
      certificates: [path('answer.pem')],
    })
    expect(imported.alias).toBe('new')
    const named = { keystore: path('nameless.p12'), storePassword: PASSWORD, alias: 'new' }
    expect((await openKeystore(named)).alias).toBe('new')
  },
)

test('a PEM file of another kind is told by what it holds', async () => {
  await writeFile(path('key.pem'), issued.keyPem)
  await writeFile(path('chain.pem'), authority.chainPem(issued))
  await writeFile(path('half.pem'), '-----BEGIN CERTIFICATE-----\nMIIB')
  const key = path('key.pem')
  expect(await messageOf({ key, certificates: key })).toEqual({
    message: '/key.pem contains no certificate, but a block of the type "PRIVATE KEY"',
    help: expect.stringContaining('"-----BEGIN CERTIFICATE-----" blocks'),
  })
  expect(await messageOf({ key: path('chain.pem'), certificates: path('chain.pem') })).toEqual({
    message: '/chain.pem contains no private key, but a block of the type "CERTIFICATE"',
    help: expect.stringContaining('a block of the type "PRIVATE KEY"'),
  })
  expect((await messageOf({ key, certificates: path('half.pem') })).message).toBe(
    '/half.pem contains no certificate: none of its PEM blocks is complete',
  )
  await expect(readTruststoreFile(key, undefined)).rejects.toMatchObject({
    message: `${key} contains no certificate, but a block of the type "PRIVATE KEY"`,
  })
})
