import type { ClientRequest, IncomingHttpHeaders } from 'node:http'
import { isIP } from 'node:net'
import { basicAuthorization, openTunnel, placeOf, proxyFor } from './proxy.ts'

/** A request over http or https. */
export interface HttpRequest {
  method: 'GET' | 'POST'
  headers: Readonly<Record<string, string>>
  body?: Uint8Array
  /** Ends the request, whatever it waits for. */
  signal: AbortSignal
  /** Where HTTP_PROXY, HTTPS_PROXY and NO_PROXY are looked up. */
  environment: Record<string, string | undefined>
  /** Authorities that a server may be certified by, PEM, instead of those that Node trusts. */
  authorities?: string | Uint8Array | undefined
  /** More is refused. */
  maximumBytes: number
}

/** What a server answered. */
export interface HttpAnswer {
  status: number
  headers: IncomingHttpHeaders
  body: Uint8Array
}

/** An answer is larger than the request allows. */
export class AnswerTooLarge extends Error {}

/**
 * Sends a request and takes the answer, whatever its status; redirects are not followed. User and password in an address
 * go into the Authorization header, and the proxies of the environment are used.
 *
 * @throws Error of Node's sockets and TLS, {@link AnswerTooLarge}
 */
export async function sendRequest(url: URL, request: HttpRequest): Promise<HttpAnswer> {
  return await exchange(await openRequest(url, request), request)
}

/** A plain request goes to the proxy with the whole address, one over TLS through a tunnel that the proxy opens. */
async function openRequest(url: URL, options: HttpRequest): Promise<ClientRequest> {
  const { method, body, signal, environment, authorities } = options
  const proxy = proxyFor(url, environment)
  const authorization = basicAuthorization(url)
  const headers: Record<string, string | number> = {
    Host: url.host,
    'User-Agent': 'tacosmith',
    ...(body === undefined ? {} : { 'Content-Length': body.length }),
    ...(authorization === undefined ? {} : { Authorization: authorization }),
    ...options.headers,
  }
  const path = `${url.pathname}${url.search}`
  const common = { method, signal, agent: false as const, headers }
  // Loading either takes milliseconds that signing without a timestamp need not pay.
  if (url.protocol === 'https:') {
    const { request } = await import('node:https')
    const tunnel = proxy && { socket: await openTunnel(proxy, url, signal) }
    const { host, port } = placeOf(url)
    const ca = authorities === undefined ? {} : { ca: Buffer.from(authorities) }
    return request({ ...common, ...tunnel, ...ca, host, port, path, ...serverName(host) })
  }
  const { request } = await import('node:http')
  if (proxy === undefined) return request({ ...common, ...placeOf(url), path })
  const proxyAuthorization = basicAuthorization(proxy)
  if (proxyAuthorization !== undefined) headers['Proxy-Authorization'] = proxyAuthorization
  return request({ ...common, ...placeOf(proxy), path: `http://${url.host}${path}` })
}

/** TLS names hosts, never addresses. */
function serverName(host: string): { servername?: string } {
  return isIP(host) === 0 ? { servername: host } : {}
}

async function exchange(outgoing: ClientRequest, { body, maximumBytes }: HttpRequest): Promise<HttpAnswer> {
  return await new Promise((resolve, reject) => {
    outgoing.on('error', reject)
    outgoing.on('response', (response) => {
      const chunks: Buffer[] = []
      let size = 0
      response.on('data', (chunk: Buffer) => {
        size += chunk.length
        chunks.push(chunk)
        if (size > maximumBytes) response.destroy(new AnswerTooLarge('the answer is too large'))
      })
      response.on('error', reject)
      response.on('end', () => {
        const { statusCode = 0, headers } = response
        resolve({ status: statusCode, headers, body: Buffer.concat(chunks) })
      })
    })
    outgoing.end(body)
  })
}
