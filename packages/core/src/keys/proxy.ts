import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'

// undici's EnvHttpProxyAgent (7.30, the last that runs on Node 20) would replace this file, but fails these of our tests: it
// refuses a proxy without "http://", does not read ALL_PROXY, takes an empty http_proxy for a setting that hides HTTP_PROXY,
// misses an IPv6 address without brackets in NO_PROXY, sends no user without a password, and throws on a bare "%" in one. It
// also sends https requests to HTTP_PROXY if there is no HTTPS_PROXY, and would add 2.2 MB to every installation.

/** The proxy for an address by the environment's rules (`HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY`, in both cases). */
export function proxyFor(url: URL, environment: Record<string, string | undefined>): URL | undefined {
  if (isExempt(url, variable(environment, 'NO_PROXY') ?? '')) return undefined
  const name = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY'
  const text = variable(environment, name) ?? variable(environment, 'ALL_PROXY')
  if (!text) return undefined
  const address = text.includes('://') ? text : `http://${text}`
  const proxy = URL.canParse(address) ? new URL(address) : undefined
  if (proxy?.protocol === 'http:') return proxy
  throw new Error(`the proxy in ${name} is not an http address`)
}

/** Lower case wins, as in curl and everywhere else. */
function variable(environment: Record<string, string | undefined>, name: string): string | undefined {
  return environment[name.toLowerCase()] || environment[name] || undefined
}

/** The list holds host names, domains (with or without a leading dot), addresses, each perhaps with a port, and `*`. */
function isExempt(url: URL, list: string): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase()
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  return list
    .split(/[\s,]+/)
    .filter(Boolean)
    .some((item) => {
      if (item === '*') return true
      const [, name = '', wantedPort] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(item.toLowerCase()) ?? []
      // An IPv6 address without brackets has colons of its own.
      const domain = host === item.toLowerCase() ? host : name.replace(/^\*?\./, '')
      if (wantedPort !== undefined && domain !== item.toLowerCase() && wantedPort !== port) return false
      return host === domain || host.endsWith(`.${domain}`)
    })
}

/** The header that carries an address's user and password; undefined without them. */
export function basicAuthorization({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined
  const credentials = `${decoded(username)}:${decoded(password)}`
  return `Basic ${Buffer.from(credentials).toString('base64')}`
}

/** A percent sign that encodes nothing stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/**
 * Has a proxy connect to a host, so that TLS runs through it from end to end.
 *
 * @throws Error when the proxy cannot be reached or refuses.
 */
export async function openTunnel(proxy: URL, target: URL, signal: AbortSignal): Promise<Socket> {
  const { request } = await import('node:http')
  const host = `${target.hostname}:${target.port || 443}`
  const authorization = basicAuthorization(proxy)
  return await new Promise((resolve, reject) => {
    const outgoing = request({
      method: 'CONNECT',
      ...placeOf(proxy),
      path: host,
      headers: {
        Host: host,
        ...(authorization === undefined ? {} : { 'Proxy-Authorization': authorization }),
      },
      agent: false,
      signal,
    })
    outgoing.on('connect', (response: IncomingMessage, socket: Socket) => {
      if (response.statusCode === 200) return resolve(socket)
      socket.destroy()
      reject(new Error(`the proxy ${proxy.host} refused to connect (HTTP status ${response.statusCode})`))
    })
    outgoing.on('error', reject)
    outgoing.end()
  })
}

/** Where to connect to for an address. */
export function placeOf(url: URL): { host: string; port: number } {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return { host, port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)) }
}
