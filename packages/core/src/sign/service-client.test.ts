import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { remoteKeyError } from './remote-key-error.ts'
import { ServiceClient } from './service-client.ts'

let server: Server
let requests: {
  method: string | undefined
  url: string | undefined
  headers: IncomingMessage['headers']
  body: string
}[]
let answers: [status: number, body: string, headers?: Record<string, string>][]
const port = (): number => (server.address() as AddressInfo).port

beforeEach(async () => {
  requests = []
  answers = []
  server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    const { method, url, headers } = request
    requests.push({ method, url, headers, body })
    const [status, text, more = {}] = answers.shift() ?? [200, '{"fine":true}']
    response.writeHead(status, more).end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => await new Promise((resolve) => server.close(resolve)))

const clientFor = (environment: Record<string, string> = {}) =>
  new ServiceClient({ url: `http://127.0.0.1:${port()}/v1/`, environment })

test('sends JSON and forms, and reads JSON', async () => {
  const client = clientFor()
  expect(await client.send({ method: 'POST', path: 'sign', body: { a: 1 } })).toEqual({
    ...{ status: 200, body: { fine: true } },
  })
  answers = [[404, 'no JSON']]
  expect(await client.send({ method: 'POST', path: 'token', body: 'a=b' })).toEqual({
    ...{ status: 404, body: undefined },
  })
  expect(requests.map(({ url, headers, body }) => [url, headers['content-type'], body])).toEqual([
    ['/v1/sign', 'application/json', '{"a":1}'],
    ['/v1/token', 'application/x-www-form-urlencoded', 'a=b'],
  ])
})

test('waits as long as the service asks for, and gives the last answer', async () => {
  answers = [
    [429, '{}', { 'retry-after': '0' }],
    [503, '{}', { 'retry-after': '0' }],
  ]
  expect(await clientFor().send({ method: 'GET', path: 'key' })).toMatchObject({ status: 200 })
  answers = Array.from({ length: 9 }, () => [500, '{"why":"x"}', { 'retry-after': '0' }])
  requests = []
  expect(await clientFor().send({ method: 'GET', path: 'key' })).toEqual({ status: 500, body: { why: 'x' } })
  expect(requests).toHaveLength(5)
})

test('goes through the proxy of the environment', async () => {
  const client = new ServiceClient({
    url: 'http://vault.example/v1',
    environment: { HTTP_PROXY: `http://user:pw@127.0.0.1:${port()}` },
  })
  await client.send({ method: 'GET', path: 'transit/keys/a' })
  expect(requests).toMatchObject([
    {
      url: 'http://vault.example/v1/transit/keys/a',
      headers: { 'proxy-authorization': `Basic ${Buffer.from('user:pw').toString('base64')}` },
    },
  ])
})

test('follows no redirect, which could carry a token elsewhere', async () => {
  answers = [[307, '', { location: `http://127.0.0.1:${port()}/v1/other` }]]
  expect(await clientFor().send({ method: 'GET', path: 'key' })).toMatchObject({
    ...{ status: 307, location: `http://127.0.0.1:${port()}/v1/other` },
  })
  expect(requests).toHaveLength(1)
})

test.each([
  [200, '<!DOCTYPE html><title>Log in</title>', { 'content-type': 'text/html; charset=utf-8' }],
  [200, '\n<html><body>Log in</body></html>', { 'content-type': 'application/json' }],
  [403, '<html>blocked</html>', {}],
])('says that a web page was answered, with status %i', async (status, body, headers) => {
  answers = [[status, body, headers]]
  const client = new ServiceClient({
    url: `http://user:secret-of-the-address@127.0.0.1:${port()}/v1`,
    environment: {},
  })
  const error = await client
    .send({ method: 'GET', path: 'key?token=secret' })
    .catch((cause: unknown) => cause)
  expect(error).toMatchObject({
    code: 'signing',
    message: `http://127.0.0.1:${port()}/v1/key answered with a web page${status === 200 ? '' : ` (HTTP status ${status})`} instead of JSON`,
    help: expect.stringContaining('such as the login page of a proxy'),
  })
  expect(JSON.stringify(error)).not.toContain('secret')
})

test('takes the page of a server that is out of order for that', async () => {
  answers = Array.from({ length: 5 }, () => [502, '<html>Bad Gateway</html>', { 'retry-after': '0' }])
  expect(await clientFor().send({ method: 'GET', path: 'key' })).toEqual({ status: 502, body: undefined })
})

test('says so too where an SDK found a page instead of JSON', () => {
  const cause = new SyntaxError('Unexpected token \'<\', "<!doctype "... is not valid JSON')
  expect(remoteKeyError('refused', { key: 'the KMS key a', cause, help: 'x' })).toMatchObject({
    message: 'the service that holds the KMS key a answered with a web page',
    help: expect.stringContaining('HTTPS_PROXY'),
  })
})

test('asks once for a host that does not exist', async () => {
  const client = new ServiceClient({ url: 'http://nobody.invalid', environment: {} })
  await expect(client.send({ method: 'GET', path: 'key' })).rejects.toMatchObject({
    code: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/),
  })
})

test('ends what is under way when it is closed', async () => {
  server.removeAllListeners('request')
  const client = clientFor()
  const sent = client.send({ method: 'GET', path: 'key' })
  setTimeout(() => client.close(), 50)
  await expect(sent).rejects.toMatchObject({ code: 'ECONNABORTED' })
  server.closeAllConnections()
})
