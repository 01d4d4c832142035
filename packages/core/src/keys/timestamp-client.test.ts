import { randomBytes } from 'node:crypto'
import {
  CertificateAuthority,
  type Issued,
  requireOracle,
  startTimestampServer,
  type TimestampServer,
  type TimestampServerMode,
} from '@tacosmith/test-kit'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { TacosmithError } from '../errors.ts'
import { checkTimestampToken, requestTimestamp, type Timestamp } from './index.ts'

const SIGNATURE = randomBytes(256)
const hasOpenssl = requireOracle('openssl')
const servers: TimestampServer[] = []
let authority: CertificateAuthority

beforeAll(async () => {
  authority = await CertificateAuthority.create()
})

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

async function start(mode: TimestampServerMode, signer?: Issued): Promise<TimestampServer> {
  const server = await startTimestampServer(authority, mode, signer)
  servers.push(server)
  return server
}

async function ask(urls: string[], options: { timeout?: number; retries?: number } = {}): Promise<Timestamp> {
  return await requestTimestamp(SIGNATURE, { urls, timeout: 5000, retries: 0, ...options })
}

async function failure(
  urls: string[],
  options: { timeout?: number; retries?: number } = {},
): Promise<TacosmithError> {
  const error = await ask(urls, options).catch((cause: unknown) => cause)
  expect(error).toMatchObject({ name: 'TacosmithError' })
  return error as TacosmithError
}

test.each([undefined, Number.NaN])('%j further attempts are none', async (retries) => {
  const error = await failure(['http://127.0.0.1:1'], { retries: retries as number })
  expect(error.message).not.toContain('attempts')
})

describe.skipIf(!hasOpenssl)('with an authority', () => {
  test('gets a token that stamps the signature', async () => {
    const { url } = await start('good')
    const timestamp = await ask([url])
    expect(timestamp.authority).toBe('Test Timestamp Authority')
    expect(Math.abs(timestamp.time.getTime() - Date.now())).toBeLessThan(10_000)
    expect(timestamp.chain.intermediates.map(({ subject }) => subject)).toEqual(['CN=Test Intermediate'])
    expect(checkTimestampToken(timestamp.token, SIGNATURE).time).toEqual(timestamp.time)
    expect(() => checkTimestampToken(timestamp.token, randomBytes(256))).toThrow(/stamps other bytes/)
  })

  test('tries again when the authority is busy', async () => {
    const server = await start('busy-at-first')
    await expect(ask([server.url], { retries: 1 })).resolves.toBeTruthy()
    expect(server.requests()).toBe(2)
  })

  test('goes on to the next address', async () => {
    const [bad, good] = [await start('status-500'), await start('good')]
    await expect(ask([bad.url, good.url])).resolves.toBeTruthy()
  })

  const FAILURES: [TimestampServerMode, RegExp, number][] = [
    ['status-500', /HTTP status 500 \(2 attempts\)/, 2],
    ['redirect', /HTTP status 302, a redirect, is not followed/, 1],
    ['garbage', /not a timestamp response/, 1],
    ['refusal', /refused the request \(status 2/, 1],
    ['wrong-nonce', /answers another request \(the nonce differs\)/, 1],
    ['wrong-imprint', /stamps other bytes/, 1],
  ]
  test.each(FAILURES)('refuses: %s', async (mode, message, requests) => {
    const server = await start(mode)
    const error = await failure([server.url], { retries: 1 })
    expect(error.code).toBe('timestamp')
    expect(error.message).toContain(server.url)
    expect(error.message).toMatch(message)
    expect(server.requests()).toBe(requests)
  })

  test('does not wait longer than it is told', async () => {
    const server = await start('slow')
    const started = Date.now()
    expect((await failure([server.url], { timeout: 200 })).message).toMatch(/no answer within 200 ms/)
    expect(Date.now() - started).toBeLessThan(1500)
  })

  test('refuses a certificate that expired before the time of the stamp', async () => {
    const past = (days: number): Date => new Date(Date.now() - days * 24 * 60 * 60 * 1000)
    const signer = await authority.issueForTimestamps({ notBefore: past(20), notAfter: past(10) })
    const { url } = await start('good', signer)
    expect((await failure([url])).message).toMatch(/was not valid at/)
  })
})

test('tells whom it asks, by host alone', async () => {
  const asked: string[] = []
  const urls = ['http://user:hunter2@127.0.0.1:9/one?token=hunter2', 'http://localhost:9/two']
  const onRequest = (authority: string): number => asked.push(authority)
  const request = requestTimestamp(SIGNATURE, { urls, timeout: 5000, retries: 0, onRequest })
  await expect(request).rejects.toMatchObject({ code: 'timestamp' })
  expect(asked).toEqual(['127.0.0.1:9', 'localhost:9'])
})

test('names every address and why it failed, without the credentials in it', async () => {
  const error = await failure(['http://user:hunter2@127.0.0.1:9/one?token=hunter2', 'http://127.0.0.1:9/two'])
  expect(error.message).toMatch(/127\.0\.0\.1:9\/one: .*ECONNREFUSED/)
  expect(error.message).toMatch(/127\.0\.0\.1:9\/two: .*ECONNREFUSED/)
  expect(error.message).not.toContain('hunter2')
})

test.each(['ftp://user:hunter2@example.com/', 'timestamp.example.com', 'http//user:hunter2@x'])(
  'refuses the address %s before anything is sent',
  async (url) => {
    const error = await failure([url])
    expect(error.code).toBe('usage')
    expect(error.message).not.toContain('hunter2')
  },
)
