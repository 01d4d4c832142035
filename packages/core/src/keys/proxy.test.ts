import { randomBytes } from 'node:crypto'
import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, connect } from 'node:net'
import { inspect } from 'node:util'
import {
  CertificateAuthority,
  issueSelfSigned,
  requireOracle,
  startTimestampServer,
  type TimestampServer,
} from '@tacosmith/test-kit'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { requestTimestamp, type Timestamp } from './index.ts'
import { basicAuthorization, proxyFor } from './proxy.ts'

describe('the proxy for an address', () => {
  const environment = {
    HTTP_PROXY: 'http://plain:3128',
    https_proxy: 'secure:8080',
    NO_PROXY: 'localhost, .internal,exact.example:8443 127.0.0.1 [::1]',
  }
  test.each([
    ['http://tsa.example/', 'http://plain:3128/'],
    ['https://tsa.example/', 'http://secure:8080/'],
    ['http://localhost:3000/', undefined],
    ['http://a.b.internal/', undefined],
    ['http://internal/', undefined],
    ['http://notinternal/', 'http://plain:3128/'],
    ['https://exact.example:8443/', undefined],
    ['https://exact.example/', 'http://secure:8080/'],
    ['http://127.0.0.1:9/', undefined],
    ['http://[::1]:9/', undefined],
  ])('%s: %s', (url, expected) => expect(proxyFor(new URL(url), environment)?.href).toBe(expected))

  test('is none without variables, with empty ones and with NO_PROXY=*', () => {
    const url = new URL('http://tsa.example/')
    expect(proxyFor(url, {})).toBeUndefined()
    expect(proxyFor(url, { HTTP_PROXY: '' })).toBeUndefined()
    expect(proxyFor(url, { HTTP_PROXY: 'http://x', no_proxy: '*' })).toBeUndefined()
    expect(proxyFor(url, { ALL_PROXY: 'http://x:1' })?.host).toBe('x:1')
    expect(proxyFor(new URL('https://tsa.example/'), { HTTP_PROXY: 'http://x:1' })).toBeUndefined()
  })

  test('comes from the variable in upper case where the other one is empty', () => {
    const url = new URL('http://tsa.example/')
    expect(proxyFor(url, { http_proxy: '', HTTP_PROXY: 'http://x:1' })?.host).toBe('x:1')
  })

  test('is none for an IPv6 address that NO_PROXY lists without brackets', () => {
    expect(
      proxyFor(new URL('http://[::1]:9/'), { HTTP_PROXY: 'http://x:1', NO_PROXY: '::1' }),
    ).toBeUndefined()
  })
})

test.each([
  ['http://x', undefined],
  ['http://user@x', 'user:'],
  ['http://user:p%40ss@x', 'user:p@ss'],
  ['http://user:100%@x', 'user:100%'],
])('the credentials in %s are %s', (address, expected) => {
  const header = basicAuthorization(new URL(address))
  expect(header).toBe(expected && `Basic ${btoa(expected)}`)
})

describe.skipIf(!requireOracle('openssl'))('through a proxy', () => {
  const SIGNATURE = randomBytes(256)
  const USER = 'Basic dXNlcjpwcm94eS1zZWNyZXQ=' // user:proxy-secret
  const servers: Server[] = []
  const seen: { method: string; url: string; authorization: string | undefined }[] = []
  let authority: TimestampServer
  let proxy: string

  const listen = async (server: Server): Promise<number> => {
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return (server.address() as AddressInfo).port
  }
  const record = ({ method = '', url = '', headers }: IncomingMessage): boolean => {
    seen.push({ method, url, authorization: headers['proxy-authorization'] })
    return headers['proxy-authorization'] === USER
  }

  beforeAll(async () => {
    authority = await startTimestampServer(await CertificateAuthority.create())
    const server = createServer((incoming, response) => {
      if (!record(incoming)) return void response.writeHead(407).end()
      const { authorization } = incoming.headers
      if (authorization !== undefined && authorization !== `Basic ${btoa('me:tsa%secret')}`) {
        return void response.writeHead(401).end()
      }
      const target = httpRequest(
        incoming.url ?? '',
        { method: 'POST', headers: incoming.headers },
        (answer) => {
          response.writeHead(answer.statusCode ?? 0, answer.headers)
          answer.pipe(response)
        },
      )
      incoming.pipe(target)
    })
    server.on('connect', (incoming, socket) => {
      if (!record(incoming)) return void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
      const [, port] = (incoming.url ?? '').split(':')
      const upstream = connect(Number(port), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
        upstream.pipe(socket).pipe(upstream)
      })
      upstream.on('error', () => socket.destroy())
      socket.on('error', () => upstream.destroy())
    })
    proxy = `http://user:proxy-secret@127.0.0.1:${await listen(server)}`
  })

  afterEach(() => void seen.splice(0))
  afterAll(async () => {
    await authority.close()
    for (const server of servers) {
      server.closeAllConnections()
      server.close()
    }
  })

  const ask = async (url: string, environment: Record<string, string>): Promise<Timestamp> =>
    await requestTimestamp(SIGNATURE, { urls: [url], timeout: 5000, retries: 0, environment })

  test('a plain request names the whole address, with both kinds of credentials', async () => {
    const url = authority.url.replace('//', '//me:tsa%25secret@')
    await ask(`${url}?x=1`, { http_proxy: proxy })
    expect(seen).toEqual([{ method: 'POST', url: `${authority.url}?x=1`, authorization: USER }])
  })

  test('NO_PROXY goes to the authority itself', async () => {
    await ask(authority.url, { http_proxy: proxy, no_proxy: '127.0.0.1' })
    expect(seen).toEqual([])
  })

  test('TLS runs from end to end', async () => {
    const { keyPem: key, certificatePem: cert } = await issueSelfSigned({
      commonName: 'localhost',
      extendedKeyUsage: false,
    })
    const secure = createTlsServer({ key, cert }, (incoming, response) => {
      const target = httpRequest(authority.url, { method: 'POST', headers: incoming.headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 0, answer.headers)
        answer.pipe(response)
      })
      incoming.pipe(target)
    })
    const url = `https://localhost:${await listen(secure)}/tsa`
    // The certificate that the client does not trust is the authority's own: the proxy cannot read along.
    await expect(ask(url, { HTTPS_PROXY: proxy })).rejects.toThrow(/self-signed certificate/)
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
    try {
      await expect(ask(url, { HTTPS_PROXY: proxy })).resolves.toMatchObject({
        authority: 'Test Timestamp Authority',
      })
    } finally {
      delete process.env.NODE_TLS_REJECT_UNAUTHORIZED
    }
    const { host } = new URL(url)
    expect(seen.map(({ method, url: target }) => `${method} ${target}`)).toEqual([
      `CONNECT ${host}`,
      `CONNECT ${host}`,
    ])
  })

  test.each([
    ['http', 'HTTP_PROXY', /HTTP status 407/],
    ['https', 'HTTPS_PROXY', /refused to connect \(HTTP status 407\)/],
  ])('%s: what a proxy refuses is told without the credentials', async (scheme, name, message) => {
    const wrong = proxy.replace('proxy-secret', 'hidden-3310')
    const url = `${scheme}://me:hidden-3310@tsa.example/tsa?key=hidden-3310`
    const error = await ask(url, { [name]: wrong }).catch((cause: unknown) => cause)
    expect(String(error)).toMatch(message)
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('hidden-3310')
    expect(inspect(error, { depth: 9 })).not.toContain(btoa('me:hidden-3310'))
  })

  test('a proxy that does not exist, or is of another kind, is named', async () => {
    await expect(
      ask('http://tsa.example', { HTTP_PROXY: 'http://a:hidden-3310@127.0.0.1:9' }),
    ).rejects.toThrow(/127\.0\.0\.1:9/)
    await expect(ask('http://tsa.example', { HTTP_PROXY: 'socks5://a:hidden-3310@x' })).rejects.toThrow(
      /the proxy in HTTP_PROXY is not an http address/,
    )
  })
})
