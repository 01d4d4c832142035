import { CertificateAuthority, EXTENDED_KEY_USAGE, KEY_USAGE } from '@tacosmith/test-kit'
import { beforeAll, describe, expect, test } from 'vitest'
import { signTaco } from './index.ts'
import { keySigner } from './key-signer.ts'
import { failure, PLAIN, signerFor, unsignedTaco } from './testing/unsigned-taco.ts'

const DAY = 24 * 60 * 60 * 1000

let authority: CertificateAuthority
beforeAll(async () => {
  authority = await CertificateAuthority.create()
})

describe('refuses before it signs', () => {
  const past = (days: number): Date => new Date(Date.now() - days * DAY)
  const CASES: [string, Parameters<CertificateAuthority['issue']>[0], RegExp][] = [
    ['an expired certificate', { notBefore: past(20), notAfter: past(10) }, /expired on \d{4}-\d\d-\d\d/],
    ['one from the future', { notBefore: past(-10) }, /is not valid before/],
    ['one for encryption', { keyUsage: KEY_USAGE.keyEncipherment }, /keyUsage is keyEncipherment/],
    [
      'one for web servers',
      { extendedKeyUsage: EXTENDED_KEY_USAGE.serverAuthentication },
      /lacks codeSigning/,
    ],
    ['a short RSA key', { key: 'rsa-1024' }, /RSA key of 1024 bits/],
    ['Ed25519', { key: 'ed25519' }, /Ed25519 key, and the JREs of Java 8 to 15/],
    ['RSA-PSS', { key: 'rsa-pss' }, /RSA-PSS 2048 bits key, and the JREs of Java 8 to 15/],
  ]
  test.each(CASES)('%s', async (_, options, message) => {
    const signer = signerFor(await authority.issue({ commonName: 'Odd One', ...options }), authority)
    const error = await failure(signTaco(await unsignedTaco(), { signer, ...PLAIN }))
    expect(error.code).toBe('certificate')
    expect(error.message).toMatch(message)
    expect(error.message).toContain('CN=Odd One')
    expect(error.help).toBeTruthy()
  })

  test('a chain whose intermediate is missing', async () => {
    const { privateKey, certificate } = await authority.issue()
    const signer = keySigner(privateKey, [certificate, authority.root.certificate])
    const error = await failure(signTaco(await unsignedTaco(), { signer, ...PLAIN }))
    expect(error.message).toContain(
      'the certificate of "CN=Test Intermediate", which issued "CN=Test Signer", is missing',
    )
  })

  test('a signer whose key does not fit its certificate', async () => {
    const [one, other] = [await authority.issue(), await authority.issue()]
    const signer = keySigner(one.privateKey, [other.certificate, authority.intermediate.certificate])
    const error = await failure(signTaco(await unsignedTaco(), { signer, ...PLAIN }))
    expect(error).toMatchObject({
      code: 'signing',
      message: expect.stringContaining('does not match its certificate'),
    })
  })

  test('and reports what a signer throws', async () => {
    const { certificate } = await authority.issue()
    const signer = {
      certificates: async () => [certificate, authority.intermediate.certificate],
      sign: async () => {
        throw new Error('the token is locked')
      },
    }
    const error = await failure(signTaco(await unsignedTaco(), { signer, ...PLAIN }))
    expect(error).toMatchObject({ code: 'signing', message: 'the signer failed: the token is locked' })
  })

  test.each(['aws', undefined, { sign: async () => new Uint8Array() }])(
    'a signer that is %j',
    async (signer) => {
      const error = await failure(signTaco(await unsignedTaco(), { signer: signer as never, ...PLAIN }))
      expect(error).toMatchObject({
        code: 'usage',
        message: 'signer is not an object with the functions sign and certificates',
      })
    },
  )

  test('a file that is no archive', async () => {
    const signer = signerFor(await authority.issue(), authority)
    const error = await failure(signTaco(Buffer.from('no archive'), { signer, ...PLAIN }))
    expect(error.code).toBe('archive-malformed')
  })

  test('a file that some JDKs take for a signature', async () => {
    const signer = signerFor(await authority.issue(), authority)
    const unsigned = await unsignedTaco({ 'manifest.xml': '<x/>', 'META-INF/folder/OLD.SF': 'x' })
    expect(await failure(signTaco(unsigned, { signer, ...PLAIN }))).toMatchObject({
      code: 'archive-malformed',
      message: expect.stringContaining('META-INF/folder/OLD.SF lies in a folder below META-INF'),
    })
  })

  test('a signature name with other characters', async () => {
    const signer = signerFor(await authority.issue(), authority)
    const error = await failure(signTaco(await unsignedTaco(), { signer, signatureName: '../X', ...PLAIN }))
    expect(error).toMatchObject({ code: 'usage', message: expect.stringContaining('"../X"') })
  })
})

test('an unreachable timestamp authority is an error, or a warning when the timestamp is optional', async () => {
  const signer = signerFor(await authority.issue(), authority)
  const timestamp = { urls: ['http://user:hunter2@127.0.0.1:9/'], timeout: 1000, retries: 0, optional: false }
  const error = await failure(signTaco(await unsignedTaco(), { signer, timestamp, includeRoot: false }))
  expect(error).toMatchObject({
    code: 'timestamp',
    message: expect.stringContaining('http://127.0.0.1:9/: '),
  })
  expect(error.message).not.toContain('hunter2')
  const { warnings } = await signTaco(await unsignedTaco(), {
    signer,
    timestamp: { ...timestamp, optional: true },
    includeRoot: false,
  })
  expect(warnings).toMatchObject([
    { rule: 'taco-no-timestamp', message: expect.stringContaining('127.0.0.1:9') },
  ])
})
