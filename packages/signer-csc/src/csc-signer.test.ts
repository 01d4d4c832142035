import { answerQuestions } from '@tacosmith/core/adapter'
import { hurry } from '@tacosmith/test-kit'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { decodeTotpSecret, oneTimePassword, stepAt } from './one-time-password.ts'
import { CLIENT_SECRET, PASSWORD, PIN, TOKEN } from './testing/csc-server.ts'
import { bench, refusal, server, signerFor, stored, TOTP_SECRET } from './testing/harness.ts'

const failure = async (work: Promise<unknown>) => await bench.watch.failureOf(work)
const asked = { data: Buffer.from('x'), digest: 'sha256', algorithm: 'ecdsa' } as const
const operations = (): string[] => server.calls.map(({ operation }) => operation)

describe('the login', () => {
  test('with a user at the token address is one for the whole run', async () => {
    const signer = signerFor({
      ...{ tokenUrl: server.address('oauth2/token'), clientId: 'app', username: 'user', password: PASSWORD },
    })
    await signer.certificates()
    await signer.sign(asked)
    expect(operations()).toEqual([
      ...['oauth2/token', 'credentials/info', 'credentials/authorize', 'signatures/signHash'],
    ])
    expect(server.calls[0]?.input).toEqual({
      ...{ client_id: 'app', grant_type: 'password', username: 'user', password: PASSWORD },
    })
  })

  test('of an application needs no user', async () => {
    const tokenUrl = server.address('oauth2/token')
    const signer = signerFor({ tokenUrl, clientId: 'app', clientSecret: CLIENT_SECRET })
    expect(await signer.certificates()).toHaveLength(2)
    const wrong = signerFor({ tokenUrl, clientId: 'app', clientSecret: 'another secret' })
    expect(await failure(wrong.certificates())).toMatchObject({
      code: 'environment',
      message: expect.stringContaining('were rejected: invalid_grant'),
    })
  })

  test('is one with the API itself where there is no token address', async () => {
    const signer = signerFor({ username: 'user', password: PASSWORD })
    expect(await signer.certificates()).toHaveLength(2)
    expect(operations()).toEqual(['auth/login', 'credentials/info'])
  })

  test('is made again when the token has ended', async () => {
    const signer = signerFor({ username: 'user', password: PASSWORD })
    await signer.certificates()
    server.fail('credentials/authorize', refusal(401, 'invalid_token', 'expired'))
    await signer.sign(asked)
    expect(operations().filter((one) => one === 'auth/login')).toHaveLength(2)
  })

  test('is missed', async () => {
    vi.stubEnv('CSC_TOKEN', '')
    expect(await failure(signerFor({ accessToken: { env: 'CSC_TOKEN' } }).certificates())).toMatchObject({
      code: 'environment',
      message: expect.stringContaining('the access token (cscSigner.accessToken) is empty'),
    })
    vi.unstubAllEnvs()
  })
})

describe('the credential', () => {
  test('is the only one of the account', async () => {
    server.credentials.clear()
    server.credentials.set('mine', stored('p-256'))
    const { credentialId: _, ...options } = {
      credentialId: '',
      url: server.address(),
      accessToken: TOKEN,
      pin: PIN,
    }
    const { cscSigner } = await import('./index.ts')
    expect(await bench.keep(cscSigner(options)).certificates()).toHaveLength(2)
    server.credentials.set('another', stored('p-384'))
    expect(await failure(bench.keep(cscSigner(options)).certificates())).toMatchObject({
      code: 'keystore',
      message: expect.stringContaining('the account has mine, another'),
      help: expect.stringContaining('"credentialId"'),
    })
  })

  test.each([
    ['is disabled', { keyStatus: 'disabled' }, 'it is disabled'],
    ['has a revoked certificate', { certificateStatus: 'revoked' }, 'its certificate is revoked'],
    ['has none that can be read', { chain: [] }, 'gives no certificate that can be read'],
    ['wants a browser', { mode: 'oauth2code' as const }, 'authorised in a browser (oauth2code)'],
  ])('that %s is refused', async (_, changes, message) => {
    server.credentials.set('p-256', stored('p-256', changes))
    expect((await failure(signerFor().certificates())).message).toContain(message)
  })

  test('says which digests it signs, and how they are called', async () => {
    const sha256WithRsa = '1.2.840.113549.1.1.11'
    server.credentials.set('rsa-2048', stored('rsa-2048', { algorithms: [sha256WithRsa] }))
    const signer = signerFor({ credentialId: 'rsa-2048' })
    await signer.sign({ ...asked, algorithm: 'rsa' })
    expect(server.calls.at(-1)?.input).toMatchObject({ signAlgo: sha256WithRsa })
    expect(await failure(signer.sign({ ...asked, digest: 'sha512', algorithm: 'rsa' }))).toMatchObject({
      code: 'usage',
      message: expect.stringContaining("signs 'sha256' digests only"),
    })
    const anyRsa = '1.2.840.113549.1.1.1'
    server.credentials.set('rsa-3072', stored('rsa-3072', { algorithms: [anyRsa] }))
    await signerFor({ credentialId: 'rsa-3072' }).sign({ ...asked, digest: 'sha512', algorithm: 'rsa' })
    expect(server.calls.at(-1)?.input).toMatchObject({ signAlgo: anyRsa, hashAlgo: '2.16.840.1.101.3.4.2.3' })
  })

  test.each(['p-256', 'p-384', 'p-521'] as const)('may write ECDSA signatures raw: %s', async (kind) => {
    server.credentials.set(kind, stored(kind, { raw: true }))
    const signer = signerFor({ credentialId: kind })
    for (let count = 0; count < 40; count += 1) expect((await signer.sign(asked))[0]).toBe(0x30)
  })

  test('tells the version of the API where the address does not', async () => {
    await signerFor({ url: server.address('csc') }).certificates()
    expect(operations()).toEqual(['info', 'credentials/info'])
  })
})

describe('the authorisation of each signature', () => {
  afterEach(() => answerQuestions(undefined))

  test('has the PIN, which may be wrong or missing', async () => {
    expect(await failure(signerFor({ pin: '0000-wrong' }).sign(asked))).toMatchObject({
      code: 'environment',
      message: expect.stringContaining('were rejected: invalid_pin'),
      help: expect.stringContaining('PIN'),
    })
    const { pin: _, ...options } = {
      pin: '',
      url: server.address(),
      credentialId: 'p-256',
      accessToken: TOKEN,
    }
    const { cscSigner } = await import('./index.ts')
    expect(await failure(bench.keep(cscSigner(options)).sign(asked))).toMatchObject({
      code: 'environment',
      message: expect.stringContaining('it asks for a PIN, but "pin" is not given'),
    })
    answerQuestions(async () => PIN)
    expect(await bench.keep(cscSigner(options)).sign(asked)).toHaveProperty('length')
  })

  test.each(['csc/v1', 'csc/v2'])('has a one-time password, each another: %s', async (path) => {
    server.credentials.set('p-256', stored('p-256', { totpSecret: TOTP_SECRET }))
    const signer = signerFor({ url: server.address(path), totpSecret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' })
    await signer.certificates()
    await hurry(vi, async () => {
      await Promise.all([signer.sign(asked), signer.sign(asked)])
    })
    expect(server.count('credentials/authorize')).toBe(2)
    expect(server.count('signatures/signHash')).toBe(2)
  })

  test('asks for a one-time password for each signature where there is no secret', async () => {
    server.credentials.set('p-256', stored('p-256', { totpSecret: TOTP_SECRET }))
    expect(await failure(signerFor().sign(asked))).toMatchObject({
      message: expect.stringContaining('"totpSecret" is not given'),
    })
    const questions: string[] = []
    answerQuestions(async (question) => {
      questions.push(question)
      return oneTimePassword(TOTP_SECRET, stepAt(Date.now()))
    })
    const signer = signerFor()
    await signer.sign(asked)
    await failure(signer.sign(asked))
    expect(questions.map((question) => question.slice(0, 19))).toEqual([
      ...['One-time password 1', 'One-time password 2'],
    ])
  })
})

describe('a one-time password', () => {
  // RFC 6238, appendix B: the last six of the eight digits.
  test.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1234567890, '005924'],
    [20000000000, '353130'],
  ])('at second %i is %s', (seconds, expected) => {
    expect(oneTimePassword(TOTP_SECRET, stepAt(seconds * 1000))).toBe(expected)
  })

  test.each([
    'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
    'GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ',
    TOTP_SECRET.toString('base64'),
  ])('has a secret in Base32 or Base64: %s', (text) => {
    expect(Buffer.from(decodeTotpSecret(text))).toEqual(TOTP_SECRET)
  })
})
